package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.plan.Conversation;
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

        private static final Duration LONG_IDLE = Duration.ofMillis(1500);

        private static Peer patientPeer(Conversation conversation) {
            return Peer.plan()
                    .speak(conversation)
                    .fault(Fault.idleFirewall(LONG_IDLE, FirewallAction.DROP))
                    .listen();
        }

        private static void assertOutlivedTheTimeout(Peer peer) {
            var events = peer.transcript().events();
            var life = events.get(events.size() - 1).nanos() - events.get(0).nanos();
            assertThat(Duration.ofNanos(life)).isGreaterThan(LONG_IDLE);
            assertThat(events).noneMatch(Vanished.class::isInstance);
        }

        @Test
        void fromTheClientAloneKeepsTheConnection() throws Exception {
            try (var peer = patientPeer(Conversation.silence());
                    var client = RawClient.to(peer)) {
                for (int i = 1; i <= 12; i++) {
                    client.write("x");
                    assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                }
                assertOutlivedTheTimeout(peer);
            }
        }

        @Test
        void fromThePeerAloneKeepsTheConnection() throws Exception {
            try (var peer = patientPeer(Conversation.silence());
                    var client = RawClient.to(peer)) {
                for (int i = 1; i <= 12; i++) {
                    peer.connection(1).send("x");
                    assertThat(client.read()).isEqualTo("x");
                    assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                }
                assertOutlivedTheTimeout(peer);
            }
        }

        @Test
        void thatEndsLetsTheTimeoutBeginThen() throws Exception {
            try (var peer = peerBehind(FirewallAction.DROP);
                    var client = RawClient.to(peer)) {
                client.write("x");
                client.read();

                var vanished = Wire.await(peer, Vanished.class);

                var lastByte = Wire.await(peer, WireEvent.Data.class, data -> data.direction() == SENT);
                assertThat(Duration.ofNanos(vanished.nanos() - lastByte.nanos()))
                        .isGreaterThanOrEqualTo(IDLE);
            }
        }
    }
}
