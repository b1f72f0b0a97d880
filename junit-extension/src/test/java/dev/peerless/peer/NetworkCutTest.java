package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NetworkCutTest {

    private static final String NOTHING = "Read timed out";
    private static final Duration LONG = Duration.ofHours(1);

    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    private static Peer echoing(Fault fault) {
        return Peer.plan().speak(Conversation.echo()).fault(fault).listen();
    }

    @AfterEach
    void close() {
        peer.close();
    }

    private RawClient connected(int number) throws Exception {
        var client = RawClient.to(peer);
        Wire.awaitConnections(peer, number);
        return client;
    }

    @Nested
    class WhileItLasts {

        @Test
        void nothingPassesEitherWay() throws Exception {
            try (var client = connected(1);
                    var other = connected(2)) {
                try (var cut = peer.arm(Fault.cut(onConnect()))) {
                    client.write("question");
                    peer.connection(1).send("unasked, ");
                    other.write("x");

                    assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(other.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(peer.transcript().events()).noneMatch(WireEvent.Data.class::isInstance);
                    assertThat(cut.fault().summary()).isEqualTo("is cut off on connect");
                }
                assertThat(client.readText(17)).isEqualTo("unasked, question");
                assertThat(other.read()).isEqualTo("x");
            }
        }

        @Test
        void connectsAreMadeByTheKernelAndServedAfterwards() throws Exception {
            try (var client = connected(1)) {
                var cut = peer.arm(Fault.cut(onConnect()));
                try (var first = RawClient.to(peer);
                        var second = RawClient.to(peer)) {
                    second.write("two");
                    first.write("one");
                    assertThat(first.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(peer.connectionCount()).isEqualTo(1);

                    cut.close();

                    assertThat(second.readText(3)).isEqualTo("two");
                    assertThat(first.readText(3)).isEqualTo("one");
                    client.write("x");
                    assertThat(client.read()).isEqualTo("x");
                }
            }
        }

        @Test
        void aFinAndARstAreNotNoticed() throws Exception {
            try (var leaving = connected(1);
                    var resetting = connected(2)) {
                var cut = peer.arm(Fault.cut(onConnect()));
                leaving.finish();
                resetting.reset();
                assertThat(leaving.readForAMoment()).isEqualTo(NOTHING);
                assertThat(peer.settledTranscript().events())
                        .noneMatch(event -> event instanceof WireEvent.Fin || event instanceof WireEvent.Rst);

                cut.close();

                assertThat(leaving.read()).isEqualTo("-1");
                Wire.awaitRst(peer, RECEIVED);
            }
        }

        /** Two come while the loop is busy: it then learns of both at once. */
        @Test
        void whoComesWithTheOneThatBeginsItIsNotAccepted() throws Exception {
            var goOn = new CountDownLatch(1);
            try (var cut = Peer.plan()
                            .speak(Conversation.lines(line -> waited(goOn)))
                            .fault(Fault.cut(onConnect()).on("2-"))
                            .listen();
                    var busy = RawClient.to(cut)) {
                busy.write("busy\n");
                Wire.awaitReceived(cut, 5);
                try (var second = RawClient.to(cut);
                        var third = RawClient.to(cut)) {
                    goOn.countDown();
                    assertThat(busy.readText(5)).isEqualTo("done\n");
                    second.write("x");
                    third.write("y");

                    Wire.awaitConnections(cut, 2);
                    assertThat(cut.settledTranscript().events())
                            .filteredOn(WireEvent.Connected.class::isInstance)
                            .hasSize(2);
                }
            }
        }

        private static String waited(CountDownLatch goOn) {
            try {
                goOn.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return "done";
        }

        @Test
        void onlyItsConnectionsAreFrozen() throws Exception {
            try (var frozen = connected(1);
                    var free = connected(2);
                    var cut = peer.arm(Fault.cut(onConnect()).on("1"));
                    var later = RawClient.to(peer)) {
                frozen.write("x");
                free.write("y");
                later.write("z");

                assertThat(free.read()).isEqualTo("y");
                assertThat(later.read()).isEqualTo("z");
                assertThat(frozen.readForAMoment()).isEqualTo(NOTHING);
                assertThat(cut).asString().startsWith("is cut off on connect, connection 1 armed on peer");
            }
        }

        @Test
        void aClientWithoutPatienceGivesUpAndFindsNobodyAgain() throws Exception {
            try (var cut = echoing(Fault.cut(afterReceiving(5), LONG));
                    var client = RawClient.to(cut)) {
                client.write("hello");
                assertThat(client.readText(4)).isEqualTo("hell");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                client.reset();

                try (var again = RawClient.to(cut)) {
                    again.write("hello");
                    assertThat(again.readForAMoment()).isEqualTo(NOTHING);
                }
                assertThat(cut.connectionCount()).isEqualTo(1);
            }
        }
    }

    /** Each reason to stand still ends on its own, and the connection goes on after the last. */
    @Nested
    class AmongOtherReasonsToStandStill {

        private long count(Class<? extends WireEvent> kind) {
            return peer.transcript().events().stream().filter(kind::isInstance).count();
        }

        @Test
        void theEndOfAnEarlierStallDoesNotEndIt() throws Exception {
            try (var client = connected(1)) {
                var stall = peer.arm(Fault.stall(onConnect()));
                var cut = peer.arm(Fault.cut(onConnect()));
                client.write("x");
                stall.close();
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);

                cut.close();

                assertThat(client.read()).isEqualTo("x");
                assertThat(count(WireEvent.Stalled.class)).isOne();
                assertThat(count(WireEvent.Resumed.class)).isOne();
            }
        }

        @Test
        void noTimeOfAnEarlierStallEndsIt() throws Exception {
            try (var client = connected(1);
                    var stall = peer.arm(Fault.stall(onConnect(), Duration.ofMillis(50)))) {
                try (var cut = peer.arm(Fault.cut(onConnect()))) {
                    client.write("x");
                    assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(cut.fault()).isNotEqualTo(stall.fault());
                }
                assertThat(client.read()).isEqualTo("x");
            }
        }

        @Test
        void aStallThatOutlastsItGoesOn() throws Exception {
            try (var client = connected(1)) {
                var cut = peer.arm(Fault.cut(onConnect()));
                peer.connection(1).stall();
                client.write("x");
                cut.close();
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);

                peer.connection(1).resume();

                assertThat(client.read()).isEqualTo("x");
            }
        }

        @Test
        void theTestsResumeEndsAllOfThem() throws Exception {
            try (var client = connected(1)) {
                var cut = peer.arm(Fault.cut(onConnect()));
                peer.connection(1).stall();
                client.write("x");
                peer.connection(1).resume();
                assertThat(client.read()).isEqualTo("x");

                peer.connection(1).stall();
                client.write("y");
                cut.close();
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
            }
        }

        @Test
        void aPlaceThatBecomesFreeDoesNotEndIt() throws Exception {
            try (var overloaded = echoing(Fault.overload(1, Excess.STALL));
                    var served = RawClient.to(overloaded);
                    var waiting = RawClient.to(overloaded)) {
                Wire.awaitConnections(overloaded, 2);
                try (var cut = overloaded.arm(Fault.cut(onConnect()))) {
                    waiting.write("x");
                    overloaded.connection(1).reset();
                    assertThat(served.read()).isEqualTo("SocketException: Connection reset");
                    assertThat(waiting.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(cut.fault().mayNotFire()).isFalse();
                }
                assertThat(waiting.read()).isEqualTo("x");
            }
        }

        @Test
        void whoWaitsForAPlaceIsNotServedByTheEndOfAStall() throws Exception {
            try (var overloaded = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.overload(1, Excess.STALL))
                            .fault(Fault.stall(onConnect(), Duration.ofMillis(50))
                                    .on("2"))
                            .listen();
                    var served = RawClient.to(overloaded);
                    var waiting = RawClient.to(overloaded)) {
                waiting.write("x");
                assertThat(waiting.readForAMoment()).isEqualTo(NOTHING);

                served.reset();

                assertThat(waiting.read()).isEqualTo("x");
            }
        }
    }

    /** Nobody can be kept from coming who does not come: the peer dials. */
    @Nested
    class OfAPeerThatDials {

        @Test
        void itFreezesWhatIsDialedMeanwhile() throws Exception {
            try (var server = RawServer.listening();
                    var clients =
                            ClientPeer.plan().fault(Fault.cut(onConnect())).create()) {
                clients.send(server.address(), "hello");
                clients.send(server.address(), "hello");
                try (var first = server.accept();
                        var second = server.accept()) {
                    assertThat(first.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(second.readForAMoment()).isEqualTo(NOTHING);

                    clients.connection(2).resume();
                    assertThat(second.read()).isEqualTo("hello");
                }
            }
        }

        @Test
        void itLetsThemGoOnWhenItEnds() throws Exception {
            try (var server = RawServer.listening();
                    var clients = ClientPeer.plan().create()) {
                clients.send(server.address(), "hello");
                var cut = clients.arm(Fault.cut(onConnect()));
                clients.send(server.address(), "hello");
                try (var first = server.accept();
                        var second = server.accept()) {
                    assertThat(first.read()).isEqualTo("hello");
                    assertThat(second.readForAMoment()).isEqualTo(NOTHING);

                    cut.close();

                    assertThat(second.read()).isEqualTo("hello");
                }
            }
        }

        @Test
        void itFreezesAgainWhoMeetsItAfterTheTestHadResumedIt() throws Exception {
            try (var server = RawServer.listening();
                    var clients = ClientPeer.plan()
                            .fault(Fault.cut(afterReceiving(1)))
                            .create()) {
                clients.send(server.address(), "hello");
                clients.send(server.address(), "hello");
                try (var first = server.accept();
                        var second = server.accept()) {
                    assertThat(first.read()).isEqualTo("hello");
                    assertThat(second.read()).isEqualTo("hello");
                    first.write("x");
                    Wire.awaitMany(clients, WireEvent.Stalled.class, 2);
                    clients.connection(2).resume();
                    second.write("y");

                    Wire.awaitMany(clients, WireEvent.Stalled.class, 3);
                }
            }
        }
    }

    @Nested
    class OnceItIsOver {

        /** More than all buffers hold, so that the writer is stopped as well. */
        @Test
        void everythingArrivesInOrder() throws Exception {
            var bytes = new byte[8_000_000];
            new Random(1).nextBytes(bytes);
            try (var cut = echoing(Fault.cut(afterReceiving(3_000_000), Duration.ofMillis(300)));
                    var client = RawClient.to(cut)) {
                var writing = Background.run(() -> {
                    client.socket().getOutputStream().write(bytes);
                    return "written";
                });

                var echoed = client.socket().getInputStream().readNBytes(bytes.length);

                assertThat(Arrays.mismatch(echoed, bytes)).isEqualTo(-1);
                assertThat(writing.result()).isEqualTo("written");
                var frozen = Wire.await(cut, WireEvent.Stalled.class);
                var resumed = Wire.await(cut, WireEvent.Resumed.class);
                assertThat(resumed.nanos() - frozen.nanos())
                        .isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
                assertThat(cut.transcript().events().indexOf(resumed))
                        .isEqualTo(cut.transcript().events().indexOf(frozen) + 1);
            }
        }

        @Test
        void aRelayGoesOnBothWaysAndItsUpstreamKnewNothing() throws Exception {
            try (var upstream = Upstream.listening();
                    var relay = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(Fault.cut(onDemand(), Duration.ofMillis(500)))
                            .listen();
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("before");
                assertThat(Upstream.readText(served, 6)).isEqualTo("before");

                relay.connection(1).fire();
                client.write("to");
                Upstream.write(served, "fro");
                Upstream.assertNothingComes(served);
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                client.write("gether");
                client.finish();

                assertThat(Upstream.readText(served, 8)).isEqualTo("together");
                assertThat(Upstream.read(served)).isEqualTo("-1");
                assertThat(client.readText(3)).isEqualTo("fro");
            }
        }

        @Test
        void whatWasStalledBeforeStaysSo() throws Exception {
            try (var client = connected(1);
                    var other = connected(2)) {
                peer.connection(1).stall();
                try (var cut = peer.arm(Fault.cut(onConnect()))) {
                    client.write("x");
                    other.write("y");
                    assertThat(cut.fault().connections().contains(2)).isTrue();
                }
                assertThat(other.read()).isEqualTo("y");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);

                peer.connection(1).resume();
                assertThat(client.read()).isEqualTo("x");
            }
        }

        @Test
        void anotherCutMayStillLast() throws Exception {
            try (var client = connected(1)) {
                var first = peer.arm(Fault.cut(onConnect()));
                var second = peer.arm(Fault.cut(onConnect()));
                client.write("x");
                try (var newcomer = RawClient.to(peer)) {
                    newcomer.write("y");
                    first.close();
                    assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                    assertThat(newcomer.readForAMoment()).isEqualTo(NOTHING);

                    second.close();
                    assertThat(client.read()).isEqualTo("x");
                    assertThat(newcomer.read()).isEqualTo("y");
                }
            }
        }
    }
}
