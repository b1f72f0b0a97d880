package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverloadTest {

    private static final String RESET = "SocketException: Connection reset";
    private static final String BROKEN_PIPE = "SocketException: Broken pipe";
    private static final String NOTHING = "Read timed out";

    private static Peer echoing(int maxConnections, Excess excess) {
        return Peer.plan()
                .speak(Conversation.echo())
                .fault(Fault.overload(maxConnections, excess))
                .listen();
    }

    /** A client that has been served, so that it has its place. */
    private static RawClient served(Peer peer) throws IOException {
        var client = RawClient.to(peer);
        assertServed(client);
        return client;
    }

    private static void assertServed(RawClient client) {
        assertThat(client.write("x")).isEqualTo("ok");
        assertThat(client.read()).isEqualTo("x");
    }

    /** Comes in excess, and gives what is met first: a reset may strike as early as in {@code connect}. */
    private static String met(Peer peer) throws IOException {
        return met(peer, Excess.RESET);
    }

    /** What must come is waited for; what never comes, for a moment only. */
    private static String met(Peer peer, Excess excess) throws IOException {
        try (var client = RawClient.to(peer)) {
            return withoutWhere(
                    switch (excess) {
                        case RESET, CLOSE -> client.read();
                        case STALL, LEAVE_IN_QUEUE -> client.readForAMoment();
                    });
        } catch (SocketException reset) {
            return withoutWhere(RawClient.outcome(reset));
        }
    }

    private static String withoutWhere(String outcome) {
        return outcome.replace(" by peer", "");
    }

    /** Ends a connection that was served, both ways. */
    private static void leave(RawClient client) throws IOException {
        client.finish();
        assertThat(client.read()).isEqualTo("-1");
        client.close();
    }

    @Nested
    class TheExcess {

        @Test
        void isReset() throws Exception {
            try (var peer = echoing(1, Excess.RESET);
                    var first = served(peer)) {
                assertThat(met(peer)).isEqualTo(RESET);
                assertThat(met(peer)).isEqualTo(RESET);
                assertServed(first);
                assertThat(peer.transcript().events()).noneMatch(WireEvent.Fin.class::isInstance);
            }
        }

        @Test
        void isClosed() throws Exception {
            try (var peer = echoing(1, Excess.CLOSE);
                    var first = served(peer);
                    var client = RawClient.to(peer)) {
                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("lost")).isEqualTo("ok");
                assertThat(client.writeUntilRefused()).isEqualTo(BROKEN_PIPE);
                assertServed(first);
            }
        }

        @Test
        void isStalledUntilThereIsRoom() throws Exception {
            try (var peer = echoing(1, Excess.STALL);
                    var first = served(peer);
                    var client = RawClient.to(peer)) {
                assertThat(client.write("hello")).isEqualTo("ok");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                assertThat(peer.connectionCount()).isEqualTo(2);
                assertServed(first);

                leave(first);

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(peer.connection(2).transcript().toString())
                        .contains("stalled    serves at most 1 connection at once and stalls the others")
                        .contains("resumed    serves at most 1 connection at once and stalls the others");
            }
        }

        @Test
        void isLeftInTheQueueUntilThereIsRoom() throws Exception {
            try (var peer = echoing(1, Excess.LEAVE_IN_QUEUE);
                    var first = served(peer);
                    var client = RawClient.to(peer)) {
                assertThat(client.write("hello")).isEqualTo("ok");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                assertThat(peer.connectionCount()).isEqualTo(1);
                assertServed(first);

                leave(first);

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(peer.transcript().toString())
                        .contains("queued     serves at most 1 connection at once and leaves the others in its queue");
            }
        }

        @Test
        void getsNoGreetingBeforeThereIsRoom() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("hi"))
                            .fault(Fault.overload(1, Excess.STALL))
                            .listen();
                    var first = RawClient.to(peer);
                    var client = RawClient.to(peer)) {
                assertThat(first.readText(2)).isEqualTo("hi");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);

                first.reset();

                assertThat(client.readText(2)).isEqualTo("hi");
            }
        }
    }

    @Nested
    class APlace {

        @ParameterizedTest
        @EnumSource
        void isFreeOnceItsConnectionHasEnded(Excess excess) throws Exception {
            try (var peer = echoing(2, excess);
                    var first = served(peer);
                    var second = served(peer)) {
                leave(second);
                Wire.awaitFin(peer, RECEIVED);

                try (var third = served(peer)) {
                    assertServed(first);
                    assertServed(third);
                }
            }
            // Nobody was sent away.
            try (var peer = echoing(2, excess)) {
                for (int i = 0; i < 5; i++) {
                    leave(served(peer));
                }
                assertThat(peer.unfiredFaults())
                        .extracting(UnfiredFault::progress)
                        .containsExactly("had at most 1 of 2 connections at once");
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"STALL", "LEAVE_IN_QUEUE"})
        void goesToWhoWaitedLongest(Excess excess) throws Exception {
            try (var peer = echoing(1, excess)) {
                var clients = new ArrayDeque<RawClient>();
                clients.add(served(peer));
                for (int i = 0; i < 5; i++) {
                    clients.add(RawClient.to(peer));
                }
                clients.stream().skip(1).forEach(client -> client.write("x"));

                for (var leaving = clients.remove(); !clients.isEmpty(); leaving = clients.remove()) {
                    assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(6L - clients.size());
                    leave(leaving);
                    assertThat(clients.element().read()).isEqualTo("x");
                }
            }
        }

        /** A place becomes free while the loop is busy, and somebody comes: the loop then learns of both at once. */
        @Test
        void doesNotGoToWhoComesAsItBecomesFree() throws Exception {
            for (int i = 0; i < 20; i++) {
                var goOn = new CountDownLatch(1);
                try (var peer = Peer.plan()
                                .speak(Conversation.lines(line -> line.equals("busy") ? busyUntil(goOn) : line))
                                .fault(Fault.overload(1, Excess.STALL))
                                .listen();
                        var first = RawClient.to(peer);
                        var waiting = RawClient.to(peer)) {
                    waiting.write("patient\n");
                    Wire.awaitConnections(peer, 2);
                    first.write("busy\n");
                    Wire.awaitReceived(peer, 5);
                    first.finish();
                    try (var newcomer = RawClient.to(peer)) {
                        newcomer.write("pushy\n");
                        goOn.countDown();

                        assertThat(waiting.readText(8)).isEqualTo("patient\n");
                        assertThat(Wire.payload(peer.settledTranscript(), SENT).utf8())
                                .doesNotContain("pushy");
                    }
                }
            }
        }

        private static String busyUntil(CountDownLatch goOn) {
            try {
                goOn.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return "done";
        }

        @Test
        void goesToTheNextIfWhoWaitedHasLeft() throws Exception {
            try (var peer = echoing(1, Excess.STALL);
                    var first = served(peer);
                    var impatient = RawClient.to(peer);
                    var patient = RawClient.to(peer)) {
                patient.write("x");
                impatient.reset();

                leave(first);

                assertThat(patient.read()).isEqualTo("x");
            }
        }

        /** A server that has closed its socket has nothing of it any more, whatever its client does. */
        @Test
        void isFreeOnceThePeerHasClosed() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.overload(1, Excess.STALL))
                            .fault(Fault.close(onDemand()).on("1"))
                            .listen();
                    var kept = served(peer);
                    var waiting = RawClient.to(peer)) {
                waiting.write("x");
                assertThat(waiting.readForAMoment()).isEqualTo(NOTHING);

                peer.connection(1).fire();

                assertThat(waiting.read()).isEqualTo("x");
                assertThat(kept.read()).isEqualTo("-1");
            }
        }

        @ParameterizedTest
        @EnumSource
        void isNotFreeWhileOneSideIsOpen(Excess excess) throws Exception {
            try (var peer = echoing(1, excess);
                    var first = served(peer)) {
                peer.connection(1).halfClose();
                assertThat(first.read()).isEqualTo("-1");

                var expected = switch (excess) {
                    case RESET -> RESET;
                    case CLOSE -> "-1";
                    case STALL, LEAVE_IN_QUEUE -> NOTHING;
                };
                assertThat(met(peer, excess)).isEqualTo(expected);
            }
        }
    }

    @Nested
    class ManyAtOnce {

        private static final int PLACES = 5;
        private static final int CLIENTS = 40;

        @ParameterizedTest
        @EnumSource(names = {"RESET", "CLOSE"})
        void areServedAsFarAsThereAreNoMore(Excess excess) throws Exception {
            try (var peer = echoing(PLACES, excess)) {
                var all = new CountDownLatch(CLIENTS);
                var outcomes = new ArrayList<Background<String>>();
                for (int i = 0; i < CLIENTS; i++) {
                    outcomes.add(Background.run(() -> outcome(peer, all)));
                }
                int served = 0;
                for (var outcome : outcomes) {
                    served += outcome.result().equals("x") ? 1 : 0;
                }

                assertThat(served).isEqualTo(PLACES);
                assertThat(peer.settledTranscript().events())
                        .filteredOn(WireEvent.Connected.class::isInstance)
                        .hasSize(CLIENTS);
            }
        }

        /** Keeps the connection until every client knows its outcome. */
        private static String outcome(Peer peer, CountDownLatch all) throws Exception {
            var outcome = "";
            try (var client = RawClient.to(peer)) {
                client.write("x");
                outcome = client.read();
                all.countDown();
                all.await();
            } catch (IOException resetWhileSettingUp) {
                all.countDown();
            }
            return outcome;
        }

        @ParameterizedTest
        @EnumSource(names = {"STALL", "LEAVE_IN_QUEUE"})
        void areAllServedInTheEndButNeverMoreAtOnce(Excess excess) throws Exception {
            try (var peer = echoing(PLACES, excess)) {
                var outcomes = new ArrayList<Background<String>>();
                for (int i = 0; i < CLIENTS; i++) {
                    outcomes.add(Background.run(() -> {
                        try (var client = served(peer)) {
                            leave(client);
                        }
                        return "served";
                    }));
                }
                for (var outcome : outcomes) {
                    assertThat(outcome.result()).isEqualTo("served");
                }

                assertThat(mostServedAtOnce(peer)).isLessThanOrEqualTo(PLACES);
            }
        }

        /** A connection is served from the byte that is read to the FIN that follows. */
        private static int mostServedAtOnce(Peer peer) {
            int now = 0;
            int most = 0;
            for (var event : peer.settledTranscript().events()) {
                if (event instanceof WireEvent.Data data && data.direction() == RECEIVED) {
                    most = Math.max(most, ++now);
                } else if (event instanceof WireEvent.Fin fin && fin.direction() == RECEIVED) {
                    now--;
                }
            }
            return most;
        }
    }

    @Nested
    class WhileThePeerLives {

        @Test
        void thoseWhoAreThereStay() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var first = served(peer);
                    var second = served(peer);
                    var armed = peer.arm(Fault.overload(1, Excess.RESET))) {
                assertThat(met(peer)).isEqualTo(RESET);
                assertServed(first);
                assertServed(second);

                leave(first);
                assertThat(met(peer)).isEqualTo(RESET);
                leave(second);
                served(peer).close();
                assertThat(armed).asString().startsWith("serves at most 1 connection at once and resets the others");
            }
        }

        @Test
        void whomThePeerHasClosedTakesNoPlace() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var closed = served(peer)) {
                peer.connection(1).close();
                assertThat(closed.read()).isEqualTo("-1");
                try (var armed = peer.arm(Fault.overload(1, Excess.RESET).allowedNotToFire());
                        var second = served(peer)) {
                    assertServed(second);
                    assertThat(armed.fault().mayNotFire()).isTrue();
                }
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"STALL", "LEAVE_IN_QUEUE"})
        void whoWaitsIsServedOnceItIsTakenBack(Excess excess) throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var first = served(peer)) {
                var armed = peer.arm(Fault.overload(1, excess));
                try (var second = RawClient.to(peer);
                        var third = RawClient.to(peer)) {
                    assertThat(second.readForAMoment()).isEqualTo(NOTHING);

                    armed.close();
                    armed.close();

                    assertServed(third);
                    assertServed(second);
                    assertServed(first);
                    assertThat(peer.unfiredFaults()).isEmpty();
                }
            }
        }

        @ParameterizedTest
        @EnumSource
        void allAreServedOnceItIsTakenBack(Excess excess) throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var first = served(peer)) {
                try (var armed = peer.arm(Fault.overload(1, excess))) {
                    assertThat(met(peer, excess)).isIn(RESET, "-1", NOTHING);
                    assertThat(armed.fault().mayNotFire()).isFalse();
                }
                try (var third = served(peer)) {
                    assertServed(first);
                    assertServed(third);
                }
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }
    }

    @Test
    void servesAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.overload(0, Excess.RESET))
                .withMessage("an overloaded peer serves at least 1 connection, but was to serve 0");
    }
}
