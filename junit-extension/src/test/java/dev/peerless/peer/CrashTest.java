package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Crashed;
import dev.peerless.transcript.WireEvent.Listening;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CrashTest {

    private static final String REFUSED = "ConnectException: Connection refused";
    private static final String RESET = "SocketException: Connection reset";
    private static final String BROKEN_PIPE = "SocketException: Broken pipe";

    private static Peer echoing(Fault fault) {
        return Peer.plan().speak(Conversation.echo()).fault(fault).listen();
    }

    @Nested
    class ConnectionsThatLive {

        @Test
        void getAFinWhereAllIsRead() throws Exception {
            try (var peer = echoing(Fault.crash(afterReceiving(2)));
                    var client = RawClient.to(peer)) {
                client.write("ab");

                assertThat(client.readText(1)).isEqualTo("a");
                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("lost")).isEqualTo("ok");
                assertThat(client.writeUntilRefused()).isEqualTo(BROKEN_PIPE);
            }
        }

        @Test
        void getARstWhereSomethingIsUnread() throws Exception {
            try (var peer = echoing(Fault.crash(afterReceiving(2)));
                    var client = RawClient.to(peer)) {
                client.write("abc");

                assertThat(client.readText(1)).isEqualTo("a");
                assertThat(client.read()).isEqualTo(RESET);
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
                assertThat(peer.transcript().events()).noneMatch(WireEvent.Fin.class::isInstance);
            }
        }

        @Test
        void allDieWithTheOneThatIsStruck() throws Exception {
            try (var peer = echoing(Fault.crash(onDemand()).on("2"));
                    var idle = RawClient.to(peer);
                    var struck = RawClient.to(peer);
                    var waiting = RawClient.to(peer)) {
                Wire.awaitConnections(peer, 3);
                peer.connection(3).stall();
                waiting.write("unread");
                assertThat(waiting.readForAMoment()).isEqualTo("Read timed out");

                peer.connection(2).fire();

                assertThat(struck.read()).isEqualTo("-1");
                assertThat(idle.read()).isEqualTo("-1");
                assertThat(waiting.read()).isEqualTo(RESET);
            }
        }

        @Test
        void haveGotWhatWasSentBefore() throws Exception {
            try (var peer = echoing(Fault.crash(afterSending(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello, world");

                assertThat(client.readText(5)).isEqualTo("hello");
                Wire.await(peer, Crashed.class);
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(5);
            }
        }

        @Test
        void takeTheirUpstreamWithThem() throws Exception {
            try (var upstream = Upstream.listening();
                    var peer = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(Fault.crash(onDemand()))
                            .listen();
                    var client = RawClient.to(peer);
                    var served = upstream.accept()) {
                client.write("a");
                assertThat(Upstream.readText(served, 1)).isEqualTo("a");

                peer.connection(1).fire();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(Upstream.read(served)).isEqualTo("-1");
            }
        }

        @Test
        void mayAlreadyBeOver() throws Exception {
            try (var peer = echoing(Fault.crash(onDemand()).on("2"));
                    var gone = RawClient.to(peer);
                    var struck = RawClient.to(peer)) {
                gone.reset();
                Wire.awaitRst(peer, RECEIVED);
                Wire.awaitConnections(peer, 2);

                peer.connection(2).fire();

                assertThat(struck.read()).isEqualTo("-1");
                assertThat(peer.connection(1).transcript().events())
                        .extracting(event -> event.getClass().getSimpleName())
                        .containsExactly("Connected", "Rst");
            }
        }
    }

    @Nested
    class ConnectionsNotAcceptedYet {

        @Test
        void areReset() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.overload(1, Excess.LEAVE_IN_QUEUE))
                            .listen();
                    var served = RawClient.to(peer);
                    var first = RawClient.to(peer);
                    var second = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.LeftInQueue.class);

                peer.crash();

                assertThat(first.read()).isEqualTo(RESET);
                assertThat(second.read()).isEqualTo(RESET);
                assertThat(served.read()).isEqualTo("-1");
                assertThat(peer.connectionCount()).isEqualTo(1);
            }
        }
    }

    @Nested
    class Afterwards {

        @Test
        void connectsAreRefusedFromTheMomentTheClientKnows() throws Exception {
            for (int i = 0; i < 50; i++) {
                try (var peer = echoing(Fault.crash(afterReceiving(1)));
                        var client = RawClient.to(peer)) {
                    client.write("ab");
                    assertThat(client.read()).isEqualTo(RESET);

                    assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
                }
            }
        }

        @Test
        void theTestMayRestartThePeer() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var before = RawClient.to(peer)) {
                Wire.awaitConnections(peer, 1);
                peer.crash();
                peer.crash();
                assertThat(before.read()).isEqualTo("-1");
                assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);

                peer.listenAgain();

                try (var after = RawClient.to(peer)) {
                    after.write("hello");
                    assertThat(after.readText(5)).isEqualTo("hello");
                }
                assertThat(peer.connectionCount()).isEqualTo(2);
                assertThat(peer.transcript().toString())
                        .contains("crashed    crash()")
                        .contains("listens    listenAgain()");
            }
        }

        @Test
        void itRestartsByItselfOnTheSamePort() throws Exception {
            try (var peer = echoing(
                    Fault.crash(afterReceiving(1), Duration.ofMillis(200)).on("1"))) {
                int port = peer.port();
                long start = System.nanoTime();
                try (var client = RawClient.to(peer)) {
                    client.write("x");
                    assertThat(client.read()).isEqualTo("-1");
                }
                var listens = Wire.await(peer, Listening.class, Listening::listening);

                try (var client = RawClient.to(peer)) {
                    client.write("hello");
                    assertThat(client.readText(5)).isEqualTo("hello");
                }
                assertThat(peer.port()).isEqualTo(port);
                assertThat(listens.nanos() - start)
                        .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
                assertThat(listens.origin()).hasToString("crashes and restarts after 200 ms after receiving 1 byte");
            }
        }

        @Test
        void itCrashesAgainOnEachConnectionThatIsStruck() throws Exception {
            try (var peer =
                    echoing(Fault.crash(onConnect(), Duration.ofMillis(1)).on("1-2"))) {
                for (int number = 1; number <= 2; number++) {
                    try (var client = RawClient.to(peer)) {
                        assertThat(client.read()).isEqualTo("-1");
                        Wire.awaitMany(peer, Listening.class, number);
                    }
                }
                try (var client = RawClient.to(peer)) {
                    client.write("x");
                    assertThat(client.read()).isEqualTo("x");
                }
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @Test
        void aRestartedPeerHasAllItsPlacesAgain() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.overload(1, Excess.RESET).allowedNotToFire())
                            .listen();
                    var before = RawClient.to(peer)) {
                Wire.awaitConnections(peer, 1);
                peer.crash();
                assertThat(before.read()).isEqualTo("-1");
                peer.listenAgain();

                try (var after = RawClient.to(peer)) {
                    after.write("x");
                    assertThat(after.read()).isEqualTo("x");
                }
            }
        }

        @Test
        void theTestsOwnRestartTakesThePlaceOfTheOneToCome() throws Exception {
            try (var peer = echoing(Fault.crash(onDemand(), Duration.ofMillis(100)));
                    var client = RawClient.to(peer);
                    var clock = Peer.plan()
                            .fault(Fault.refuse(Duration.ofMillis(200)))
                            .listen()) {
                Wire.awaitConnections(peer, 1);
                peer.connection(1).fire();
                assertThat(client.read()).isEqualTo("-1");
                peer.listenAgain();
                peer.stopListening();
                Wire.await(clock, Listening.class, Listening::listening);

                assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
            }
        }
    }

    /** A listener is not closed and made anew on a port that is free in between. */
    @Nested
    class ThePort {

        @Test
        void cannotBeTakenFromTheCrashToTheRestart() throws Exception {
            try (var peer = echoing(
                            Fault.crash(onConnect(), Duration.ofMillis(300)).on("1"));
                    var binds = ForeignBinds.of(peer);
                    var client = RawClient.to(peer)) {
                var crashed = Wire.await(peer, Crashed.class);
                do {
                    assertThat(ForeignBinds.isTaken(peer.address(), false)).isFalse();
                    assertThat(ForeignBinds.isTaken(peer.address(), true)).isFalse();
                } while (peer.transcript().events().stream().noneMatch(CrashTest::isRestart));

                assertThat(crashed.origin()).hasToString("crashes and restarts after 300 ms on connect");
                binds.assertAllFailed();
                assertThat(client.read()).isEqualTo("-1");
                assertThat(RawClient.connect(peer)).isEqualTo("ok");
            }
        }

        @Test
        @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SO_REUSEPORT")
        void cannotBeTakenWhileItCrashesAndRestartsAgainAndAgain() throws Exception {
            try (var peer = Peer.plan().listen();
                    var binds = ForeignBinds.of(peer)) {
                for (int i = 0; i < 500; i++) {
                    peer.crash();
                    peer.listenAgain();
                }

                binds.assertAllFailed();
                assertThat(peer.failures()).isEmpty();
                assertThat(RawClient.connect(peer)).isEqualTo("ok");
            }
        }
    }

    private static boolean isRestart(WireEvent event) {
        return event instanceof Listening listening && listening.listening();
    }
}
