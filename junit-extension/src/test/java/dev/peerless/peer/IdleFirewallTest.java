package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Heartbeating;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Vanished;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IdleFirewallTest {

    private static final Duration IDLE = Duration.ofMillis(100);

    private static Peer peerBehind(FirewallAction action) {
        return Peer.plan()
                .speak(Conversation.echo())
                .fault(Fault.idleFirewall(IDLE, action))
                .listen();
    }

    private static void assertStruckAfterIdling(Peer peer, WireEvent strike) throws InterruptedException {
        var connected = Wire.await(peer, Connected.class);
        assertThat(Duration.ofNanos(strike.nanos() - connected.nanos())).isGreaterThanOrEqualTo(IDLE);
    }

    @Nested
    class Actions {

        @Test
        void dropLosesWhatIsSentAndTellsNobody() throws Exception {
            try (var peer = peerBehind(FirewallAction.DROP);
                    var client = RawClient.to(peer)) {
                assertStruckAfterIdling(peer, Wire.await(peer, Vanished.class));

                assertThat(client.write("lost")).isEqualTo("ok");
                assertThat(client.write("too")).isEqualTo("ok");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(Wire.payload(Wire.awaitReceived(peer, 7), RECEIVED)).isEqualTo(Bytes.utf8("losttoo"));
            }
        }

        @Test
        void resetOnNextPacketIsSilentUntilTheClientSends() throws Exception {
            try (var peer = peerBehind(FirewallAction.RESET_ON_NEXT_PACKET);
                    var client = RawClient.to(peer)) {
                assertStruckAfterIdling(peer, Wire.await(peer, Vanished.class));
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                assertThat(client.write("lost")).isEqualTo("ok");

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                assertThat(Wire.awaitRst(peer, SENT).detail()).isEmpty();
            }
        }

        @Test
        void resetAtTimeoutNeedsNoPacket() throws Exception {
            try (var peer = peerBehind(FirewallAction.RESET_AT_TIMEOUT);
                    var client = RawClient.to(peer)) {
                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                assertStruckAfterIdling(peer, Wire.awaitRst(peer, SENT));
            }
        }

        @Test
        void finAtTimeoutReadsAsTheEndAndBreaksTheSecondWrite() throws Exception {
            try (var peer = peerBehind(FirewallAction.FIN_AT_TIMEOUT);
                    var client = RawClient.to(peer)) {
                assertThat(client.read()).isEqualTo("-1");
                assertStruckAfterIdling(peer, Wire.awaitFin(peer, SENT));
                assertThat(client.write("lost")).isEqualTo("ok");
                Wire.awaitRst(peer, SENT);
                assertThat(client.write("x")).isEqualTo("SocketException: Broken pipe");
            }
        }
    }

    @Nested
    class Traffic {

        private static final Duration LONG_IDLE = Duration.ofMillis(2500);

        private static PeerSetup patientPeer() {
            return Peer.plan().fault(Fault.idleFirewall(LONG_IDLE, FirewallAction.DROP));
        }

        private static Duration life(Peer peer) {
            var events = peer.settledTranscript().events();
            return Duration.ofNanos(
                    events.get(events.size() - 1).nanos() - events.get(0).nanos());
        }

        @Test
        void fromTheClientAloneKeepsTheConnection() throws Exception {
            try (var peer = patientPeer().listen();
                    var client = RawClient.to(peer)) {
                do {
                    client.write("x");
                    assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                } while (life(peer).compareTo(LONG_IDLE) <= 0);
                assertThat(peer.transcript().events()).noneMatch(Vanished.class::isInstance);
            }
        }

        @Test
        void fromThePeerAloneKeepsTheConnection() throws Exception {
            try (var peer = patientPeer()
                            .heartbeats(Heartbeating.sending("x", LONG_IDLE.dividedBy(10)))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(11)).isEqualTo("x".repeat(11));
                assertThat(life(peer)).isGreaterThan(LONG_IDLE);
                assertThat(peer.transcript().events()).noneMatch(Vanished.class::isInstance);
            }
        }

        @Test
        void thatEndsLetsTheTimeoutBeginThen() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var client = RawClient.to(peer)) {
                client.assertServed();
                peer.arm(Fault.idleFirewall(IDLE, FirewallAction.DROP));
                // Comes in time, unless a busy machine holds this client up.
                client.write("x");

                var vanished = Wire.await(peer, Vanished.class);

                var events = peer.transcript().events();
                var lastByte = events.get(events.indexOf(vanished) - 1);
                assertThat(lastByte).isInstanceOf(WireEvent.Data.class);
                assertThat(Duration.ofNanos(vanished.nanos() - lastByte.nanos()))
                        .isGreaterThanOrEqualTo(IDLE);
            }
        }
    }
}
