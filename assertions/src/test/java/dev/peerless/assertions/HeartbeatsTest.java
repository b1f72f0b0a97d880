package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.anyTraffic;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.bytes;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class HeartbeatsTest {

    /** What a machine under load needs. */
    private static final Duration AMPLE = ofSeconds(5);

    @Nested
    class AtAll {

        @Test
        void waitsForTheFirst() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = HeartbeatingClient.connectTo(peer, "PING\r\n", ofMillis(10))) {
                assertThatConnection(peer).sentHeartbeats(line("PING"));
            }
        }

        @Test
        void failsIfThereIsNone() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("PONG\n");
                assertThatConnection(peer).received("PONG\n");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).sentHeartbeats(line("PING"))))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have carried heartbeats (line "PING") of the code under test,
                                but none came within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 5 B  "PONG\\n\"""");
            }
        }

        @Test
        void failsAsSoonAsNoneCanCome() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendRst();
                assertThat(failureOf(() ->
                                assertThatConnection(peer).within(FAR).sentHeartbeats(bytes((byte) 0xC0, (byte) 0))))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have carried heartbeats (message C0 00) of the code under test,
                                but none came before the code under test sent RST.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  RST""");
            }
        }

        @Test
        void doesNotPassIfItCannotKnow() throws Exception {
            try (var peer = Peer.plan().recordPayloadUpTo(2).listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING\n");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).sentHeartbeats(line("PING"))))
                        .contains("but that cannot be known: of 5 B received only the first 2 B were recorded;");
                assertThatConnection(peer).sentHeartbeats(anyTraffic());
            }
        }
    }

    @Nested
    class OftenEnough {

        @Test
        void watchesThemAndTheConnection() throws Exception {
            var firewall = Fault.idleFirewall(AMPLE, FirewallAction.DROP);
            try (var peer = Peer.plan().fault(firewall).listen();
                    var client = HeartbeatingClient.connectTo(peer, "PING\n", ofMillis(20))) {
                assertThatConnection(peer)
                        .sentHeartbeats(line("PING"))
                        .withTolerance(AMPLE)
                        .atLeastEvery(ofMillis(20))
                        .staysOpenFor(ofMillis(100))
                        .returnToConnection()
                        .isOpen();
            }
        }

        @Test
        void failsIfTheFirstIsLate() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).receivedNothingFor(SHORT);
                client.send("PING\n");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .sentHeartbeats(line("PING"))
                                .withTolerance(ZERO)
                                .atLeastEvery(ofMillis(10))))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to carry heartbeats (line "PING") at least every 10 ms, with a tolerance of 0 ms,
                                but _ ms passed between the connect and the first.
                                >  #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 5 B  "PING\\n\"""");
            }
        }

        @Test
        void failsIfThereAreNoMore() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .sentHeartbeats(anyTraffic())
                                .atLeastEvery(ofSeconds(2))))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to carry heartbeats (any traffic) at least every 2 s, with a tolerance of 1 s,
                                but none came for 3 s after the last one.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 1 B  "A\"""");
            }
        }

        @Test
        void failsIfTheConnectionEndsBeforeItCanTell() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING\nPING\n").sendFin();
                assertThatConnection(peer).endedByFin();
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .sentHeartbeats(line("PING"))
                                .atLeastEvery(FAR)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to carry heartbeats (line "PING") at least every 10 min, with a tolerance of 5 min,
                                but only 2 came before the code under test sent FIN, and 3 are needed to tell.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 10 B  "PING\\nPING\\n"
                                >  #1 _  <  FIN
                                   #1 _  >  FIN        conversation""");
            }
        }

        @Test
        void passesIfThereWereEnoughBeforeTheEnd() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING\nPING\nPING\n").sendFin();
                assertThatConnection(peer)
                        .endedByFin()
                        .sentHeartbeats(line("PING"))
                        .atLeastEvery(FAR);
            }
        }

        @Test
        void failsAsSoonAsTheConnectionDoesNotStayOpen() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.afterReceiving(5)))
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING\n");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .sentHeartbeats(line("PING"))
                                .staysOpenFor(FAR)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (resets after receiving 5 bytes, all connections)
                                to stay open for 10 min,
                                but the peer sent RST.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 5 B  "PING\\n"
                                >  #1 _  >  RST        resets after receiving 5 bytes""");
            }
        }
    }

    @Test
    void respectsTheDescriptionOfTheConnection() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("PING\n").sendFin();
            assertThat(failureOf(() -> assertThatConnection(peer)
                            .as("keep-alive")
                            .sentHeartbeats(line("PING"))
                            .atLeastEvery(FAR)))
                    .startsWith("[keep-alive] Expecting connection #1 of peer on port _ (well-behaved)\nto carry ");
        }
    }

    @Test
    void rejectsWhatIsNoHeartbeat() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line("PING\r\n"))
                .withMessage("a heartbeat is one line, without its ending, but was \"PING\\r\\n\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bytes())
                .withMessage("no bytes are found anywhere and prove nothing; say anyTraffic() for whatever arrives");
    }

    @Test
    void rejectsANegativeTolerance() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("A");
            var heartbeats = assertThatConnection(peer).sentHeartbeats(anyTraffic());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> heartbeats.withTolerance(ofMillis(-1)))
                    .withMessage("a tolerance must not be negative, but was -1 ms");
        }
    }

    @Test
    void rejectsTimesThatAreNoneWhateverTheTolerance() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("A");
            var heartbeats = assertThatConnection(peer)
                    .within(FAR)
                    .sentHeartbeats(anyTraffic())
                    .withTolerance(ofMillis(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> heartbeats.atLeastEvery(ofMillis(0)))
                    .withMessage("a time to wait or to watch must be positive, but was 0 ms");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> heartbeats.onAverageEvery(ofMillis(0)))
                    .withMessage("a time to wait or to watch must be positive, but was 0 ms");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> heartbeats.neverCloserThan(ofMillis(-1)))
                    .withMessage("a time to wait or to watch must be positive, but was -1 ms");
        }
    }
}
