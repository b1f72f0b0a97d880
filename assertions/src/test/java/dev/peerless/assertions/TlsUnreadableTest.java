package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.anyTraffic;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.READ_MILLIS;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Way;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said under TLS that a peer cannot read is neither taken for said nor for unsaid, and nobody waits for it. */
class TlsUnreadableTest {

    private static final String PASSED_ON =
            "but that cannot be known: the code under test speaks TLS from the line marked on, and this peer does not: it"
                    + " sees ciphertext; have the peer speak TLS with @PeerSpeaksTls, or ask this of such a peer behind"
                    + " the relay.";

    private static final String NOT_DECRYPTED =
            "but that cannot be known: TLS records came of which this peer has not decrypted all, as a fault had struck"
                    + " amid them or TLS had failed; have faults strike between them with faultsCount = PLAINTEXT.";

    private static Arguments claim(String name, Consumer<Peer> claim) {
        return Arguments.of(name, claim);
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                claim("at most once", peer -> assertThatConnections(peer).sentAtMostOnce("INSERT")),
                claim("at most once for", peer -> assertThatConnections(peer).sentAtMostOnceFor("INSERT", FAR)),
                claim("matching", peer -> assertThatConnections(peer).sentAtMostOnce(Pattern.compile("INS.RT"))),
                claim(
                        "exactly once",
                        peer -> assertThatConnections(peer).within(FAR).sentExactlyOnce("INSERT")),
                claim(
                        "in order",
                        peer -> assertThatConnections(peer).within(FAR).sentInOrder("a", "b")),
                claim("request", peer -> assertThatConnections(peer).sentRequestAtMostOnce("POST", "/orders")),
                claim(
                        "request exactly",
                        peer -> assertThatConnections(peer).within(FAR).sentRequestExactlyOnce("POST", "/orders")),
                claim("no request", peer -> assertThatConnections(peer).hasRequestCount(0)),
                claim(
                        "containing",
                        peer -> assertThatConnection(peer).within(FAR).receivedContaining("INSERT")),
                claim(
                        "size",
                        peer -> assertThatConnection(peer)
                                .within(FAR)
                                .receivedData()
                                .hasSize(1_000_000)),
                claim(
                        "heartbeats",
                        peer -> assertThatConnection(peer).within(FAR).sentHeartbeats(line("PING"))),
                claim(
                        "often",
                        peer -> assertThatConnection(peer)
                                .sentHeartbeats(line("PING"))
                                .atLeastEvery(FAR)),
                claim(
                        "stopped",
                        peer -> assertThatConnection(peer)
                                .sentHeartbeats(line("PING"))
                                .stoppedWithin(FAR)),
                claim(
                        "gives up",
                        peer -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(line("PING"))
                                .givesUpAfterMissing(3, line("PONG"))),
                claim(
                        "answers",
                        peer -> assertThatConnection(peer)
                                .within(FAR)
                                .answeredHeartbeatsWithin(FAR, line("PING"), line("PONG"))),
                claim(
                        "spaced",
                        peer -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(line("PING"))
                                .neverCloserThan(SHORT)));
    }

    @Nested
    class ARelay {

        @ParameterizedTest(name = "{0}")
        @MethodSource("dev.peerless.assertions.TlsUnreadableTest#claims")
        void passesItOn(String name, Consumer<Peer> claim) throws IOException {
            try (var server = Peer.plan().tls().speak(Conversation.echo()).listen();
                    var relay = Peer.plan().relayTo(server.address()).listen();
                    var client = TlsSpeaker.connectTo(relay, server)) {
                client.ask("INSERT").ask("INSERT");

                assertThat(failureOf(() -> claim.accept(relay)))
                        .contains(
                                PASSED_ON,
                                ">  #1 _     TLS        unreadable: a ClientHello has come, and the peer does not speak"
                                        + " TLS itself");
                assertThat(failureOf(() -> assertThatConnections(server).sentAtMostOnce("INSERT")))
                        .contains("but it was sent 2 times");
            }
        }

        /** As the protocol of SQL Server does, and a client of MySQL that does not wait. */
        @Test
        void passesItOnBehindAHeaderInTheSameRead() throws IOException {
            try (var server = Peer.plan().speak(Conversation.echo()).listen();
                    var relay = Peer.plan().relayTo(server.address()).listen();
                    var client = new Socket(relay.host(), relay.port())) {
                client.setSoTimeout(READ_MILLIS);
                var hello = TlsSpeaker.clientHello();
                int size = 8 + hello.length;
                var packet = ByteBuffer.allocate(size)
                        .put(new byte[] {0x12, 1, (byte) (size >> 8), (byte) size, 0, 0, 0, 0})
                        .put(hello);
                client.getOutputStream().write(packet.array());
                assertThat(client.getInputStream().readNBytes(size)).hasSize(size);

                assertThat(failureOf(() -> assertThatConnections(relay).sentAtMostOnce("INSERT")))
                        .contains(PASSED_ON, ">  #1 _     TLS        unreadable: a ClientHello has come");
            }
        }

        @Test
        void stillTellsOfTraffic() throws IOException {
            try (var server = Peer.plan().tls().speak(Conversation.echo()).listen();
                    var relay = Peer.plan().relayTo(server.address()).listen();
                    var client = TlsSpeaker.connectTo(relay, server)) {
                client.ask("x");

                assertThatConnection(relay).sentHeartbeats(anyTraffic());
                assertThat(failureOf(() -> assertThatConnection(relay).receivedNothing()))
                        .contains("but it received");
            }
        }
    }

    @Nested
    class AStubWithoutTls {

        @Test
        void doesNotReadAClientHello() throws IOException {
            try (var peer = Peer.plan().speak(Conversation.greeting("no TLS")).listen();
                    var other = peer();
                    var client = TlsSpeaker.connectTo(peer, other)) {
                assertThatThrownBy(() -> client.ask("INSERT")).isInstanceOf(IOException.class);

                assertThat(peer.settledTranscript().received().slice(0, 2)).isEqualTo(Bytes.of((byte) 22, (byte) 3));
                assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("INSERT")))
                        .contains(PASSED_ON);
            }
        }
    }

    private static Peer peer(Fault... faults) {
        var setup = Peer.plan().tls().speak(Conversation.echo());
        List.of(faults).forEach(setup::fault);
        return setup.listen();
    }

    @Nested
    class AFault {

        @ParameterizedTest(name = "{0}")
        @MethodSource("dev.peerless.assertions.TlsUnreadableTest#claims")
        void strikesAmidARecord(String name, Consumer<Peer> claim) throws IOException {
            try (var peer = peer();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("x");
                peer.arm(Fault.reset(Trigger.afterReceiving(7)));
                assertThatThrownBy(() -> client.ask("INSERT")).isInstanceOf(SocketException.class);

                assertThat(failureOf(() -> claim.accept(peer))).contains(NOT_DECRYPTED);
            }
        }

        @Test
        void leavesOpenWhetherThereWasSilence() throws IOException {
            try (var peer = peer();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("x");
                peer.arm(Fault.vanish(Trigger.afterReceiving(7)));
                client.send("INSERT");

                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).receivedNothingAfterTheFaultFor(FAR)))
                        .contains(NOT_DECRYPTED);
                client.send("INSERT");
                assertThat(failureOf(() -> assertThatConnections(peer).reusedNoLostConnectionFor(FAR)))
                        .contains(NOT_DECRYPTED);
            }
        }

        /**
         * What came before it may not have been all. Corrupted behind its header of 5 bytes: with another length the peer
         * would wait for a longer record.
         */
        @Test
        void corruptsARecordBehindAGoodOne() throws IOException {
            try (var peer = peer();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("x");
                peer.arm(Fault.corrupt(Trigger.afterReceiving(5), Corruption.flips(1), Way.RECEIVING));
                assertThatThrownBy(() -> client.ask("INSERT")).isInstanceOf(IOException.class);

                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).received("x")))
                        .contains(NOT_DECRYPTED);
            }
        }

        @Test
        void amidARecordIsNoReuse() throws IOException {
            try (var peer = peer();
                    var client = TlsSpeaker.connectOverRawTo(peer)) {
                client.ask("x");
                peer.arm(Fault.vanish(Trigger.afterReceiving(7)));
                client.sendBadRecord();
                awaitUnreadable(peer);

                assertThatConnections(peer).reusedNoLostConnectionFor(SHORT).reusedNoLostConnection();
            }
        }

        @Test
        void inTheHandshakeLetsNothingBeSaid() throws IOException {
            try (var peer = peer(Fault.reset(Trigger.afterReceiving(1)).on("1"));
                    var first = TlsSpeaker.connectTo(peer);
                    var second = TlsSpeaker.connectTo(peer)) {
                assertThatThrownBy(() -> first.ask("INSERT")).isInstanceOf(IOException.class);
                second.ask("INSERT");

                assertThatConnections(peer).sentAtMostOnce("INSERT").sentExactlyOnce("INSERT");
            }
        }

        @Test
        void ofABlackHoleLosesNothing() throws IOException {
            try (var peer = peer();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("INSERT");
                peer.connection(1).vanish();
                client.send("INSERT");

                assertThatConnection(peer).receivedContaining("INSERTINSERT");
                assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("INSERT")))
                        .contains("but it was sent 2 times");
                assertThat(failureOf(() -> assertThatConnections(peer).reusedNoLostConnection()))
                        .contains("\"INSERT\"");
            }
        }

        @Test
        void isFollowedByWhatStillComes() throws IOException {
            try (var peer = peer();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("INSERT");
                peer.connection(1).close();
                client.send("INSERT");

                assertThatConnection(peer).within(Duration.ofSeconds(30)).receivedContaining("INSERTINSERT");
                assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("INSERT")))
                        .contains("but it was sent 2 times");
            }
        }
    }

    /** Amid the record of a second order. */
    @Nested
    class AStall {

        private static TlsSpeaker stalled(Peer peer) throws IOException {
            var client = TlsSpeaker.connectOverRawTo(peer);
            client.ask("INSERT");
            peer.arm(Fault.stall(Trigger.afterReceiving(5)));
            client.send("INSERT");
            assertThatConnection(peer).within(FAR).wasStalled();
            return client;
        }

        @Test
        @SuppressWarnings("try") // closes the peer early, which is what it is about
        void hidesWhatItHeldBackFromAPeerThatIsClosed() throws IOException {
            try (var peer = peer();
                    var client = stalled(peer)) {
                assertThat(client).isNotNull();
                peer.close();

                assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("INSERT")))
                        .contains(NOT_DECRYPTED);
            }
        }

        @Test
        void hidesNothingOfWhatItHeldBackWhenThePeerVanishes() throws IOException {
            try (var peer = peer();
                    var client = stalled(peer)) {
                peer.connection(1).vanish();
                assertThatConnection(peer).within(FAR).receivedContaining("INSERTINSERT");
                client.send("INSERT");

                assertThatConnection(peer).within(FAR).receivedContaining("INSERTINSERTINSERT");
                assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("INSERT")))
                        .contains("but it was sent 3 times");
                client.hangUp();
            }
        }
    }

    /** A record that no key fits comes after the fault. */
    @Nested
    class ABadRecordAfterTheFault {

        private static Peer halfClosing() {
            return Peer.plan()
                    .watchReleases(false)
                    .tls()
                    .speak(Conversation.silence())
                    .fault(Fault.halfClose(Trigger.onDemand()))
                    .listen();
        }

        @Test
        void mayComeWhenTheTimeOfSilenceIsOver() throws IOException {
            try (var peer = halfClosing();
                    var client = TlsSpeaker.connectOverRawTo(peer)) {
                peer.connection(1).fire();
                assertThatConnection(peer).receivedNothingAfterTheFaultFor(SHORT);
                client.sendBadRecord();
                awaitUnreadable(peer);

                assertThatConnection(peer).receivedNothingAfterTheFaultFor(SHORT);
            }
        }

        @Test
        void leavesOpenWhetherThereWasSilenceUntilThen() throws IOException {
            try (var peer = halfClosing();
                    var client = TlsSpeaker.connectOverRawTo(peer)) {
                peer.connection(1).fire();
                client.sendBadRecord();
                awaitUnreadable(peer);

                assertThat(failureOf(() -> assertThatConnection(peer).receivedNothingAfterTheFaultFor(FAR)))
                        .contains(NOT_DECRYPTED);
            }
        }

        @Test
        void leavesOpenWhetherTheConnectionWasReused() throws IOException {
            try (var peer = halfClosing();
                    var client = TlsSpeaker.connectOverRawTo(peer)) {
                peer.connection(1).fire();
                client.sendBadRecord();
                awaitUnreadable(peer);

                assertThat(failureOf(() -> assertThatConnections(peer).reusedNoLostConnection()))
                        .contains(NOT_DECRYPTED);
            }
        }
    }

    private static void awaitUnreadable(Peer peer) {
        assertThat(failureOf(() -> assertThatConnection(peer).within(FAR).receivedContaining("never said")))
                .contains(NOT_DECRYPTED);
    }
}
