package dev.peerless.junit;

import static dev.peerless.fault.FirewallAction.DROP;
import static dev.peerless.fault.FirewallAction.FIN_AT_TIMEOUT;
import static dev.peerless.fault.FirewallAction.RESET_AT_TIMEOUT;
import static dev.peerless.fault.FirewallAction.RESET_ON_NEXT_PACKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallPreset;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FirewallAnnotationTest {

    @Nested
    class OnTheWire {

        @Test
        void byDefaultPacketsAreDroppedAndNobodyIsTold(@PeerEchoes @FirewallIdleTimeout("500ms") Peer peer)
                throws Exception {
            assertDrops(peer);
        }

        @Test
        void dropForgetsSilently(@PeerEchoes @FirewallIdleTimeout(value = "500ms", action = DROP) Peer peer)
                throws Exception {
            assertDrops(peer);
        }

        private void assertDrops(Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.awaits(WireEvent.Vanished.class).send("x").receivesNothing();
            }
        }

        @Test
        void resetOnNextPacketIsSilentUntilThen(
                @PeerEchoes @FirewallIdleTimeout(value = "500ms", action = RESET_ON_NEXT_PACKET) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.awaits(WireEvent.Vanished.class)
                        .receivesNothing()
                        .send("x")
                        .receivesReset();
            }
        }

        @Test
        void resetAtTimeoutTellsAtOnce(
                @PeerEchoes @FirewallIdleTimeout(value = "500ms", action = RESET_AT_TIMEOUT) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.receivesReset();
            }
        }

        @Test
        void finAtTimeoutTellsAtOnce(
                @PeerEchoes @FirewallIdleTimeout(value = "500ms", action = FIN_AT_TIMEOUT) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receivesFin();
            }
        }

        @Test
        void trafficKeepsTheLineOpen(
                @PeerEchoes @FirewallIdleTimeout(value = "3s", action = RESET_AT_TIMEOUT) Peer peer) throws Exception {
            long longer = System.nanoTime() + Duration.ofMillis(3500).toNanos();
            try (var client = new RawClient(peer)) {
                while (System.nanoTime() < longer) {
                    client.send("x").receives("x").receivesNothing();
                }
            }
            assertThat(peer.transcript().events()).noneMatch(WireEvent.Rst.class::isInstance);
        }

        @Test
        void aPresetBehavesAsItsAction(
                @PeerEchoes @FirewallIdleTimeout(preset = FirewallPreset.AWS_NAT_GATEWAY, compressedBy = 1000) Peer nat,
                @PeerEchoes @FirewallIdleTimeout(preset = FirewallPreset.CISCO_ASA, compressedBy = 7_200) Peer asa,
                @PeerEchoes @FirewallIdleTimeout(preset = FirewallPreset.ENVOY, compressedBy = 10_000) Peer envoy,
                @PeerEchoes
                        @FirewallIdleTimeout(preset = FirewallPreset.AZURE_LOAD_BALANCER_TCP_RESET, compressedBy = 1000)
                        Peer azure)
                throws Exception {
            try (var client = new RawClient(nat)) {
                client.awaits(WireEvent.Vanished.class).send("x").receivesReset();
            }
            assertDrops(asa);
            try (var client = new RawClient(envoy)) {
                client.receivesFin();
            }
            try (var client = new RawClient(azure)) {
                client.receivesReset();
            }
        }
    }

    @Nested
    class Presets {

        @Test
        void areWhatTheirMakersDocument(
                @FirewallIdleTimeout(preset = FirewallPreset.AWS_NAT_GATEWAY) Peer natGateway,
                @FirewallIdleTimeout(preset = FirewallPreset.AWS_NLB) Peer nlb,
                @FirewallIdleTimeout(preset = FirewallPreset.AWS_ALB) Peer alb,
                @FirewallIdleTimeout(preset = FirewallPreset.AZURE_LOAD_BALANCER) Peer azure,
                @FirewallIdleTimeout(preset = FirewallPreset.AZURE_LOAD_BALANCER_TCP_RESET) Peer azureReset,
                @FirewallIdleTimeout(preset = FirewallPreset.GCP_VPC_FIREWALL) Peer gcpFirewall,
                @FirewallIdleTimeout(preset = FirewallPreset.GCP_CLOUD_NAT) Peer gcpNat,
                @FirewallIdleTimeout(preset = FirewallPreset.LINUX_CONNTRACK) Peer conntrack,
                @FirewallIdleTimeout(preset = FirewallPreset.KUBERNETES_IPVS) Peer kubernetes,
                @FirewallIdleTimeout(preset = FirewallPreset.DOCKER_SWARM_IPVS) Peer swarm,
                @FirewallIdleTimeout(preset = FirewallPreset.CISCO_ASA) Peer asa,
                @FirewallIdleTimeout(preset = FirewallPreset.JUNIPER_SRX) Peer srx,
                @FirewallIdleTimeout(preset = FirewallPreset.ENVOY) Peer envoy,
                @FirewallIdleTimeout(preset = FirewallPreset.NGINX_KEEPALIVE) Peer nginx) {
            var onNextPacket = "forgets the connection and resets it on its next packet";

            assertThat(List.of(
                            natGateway,
                            nlb,
                            alb,
                            azure,
                            azureReset,
                            gcpFirewall,
                            gcpNat,
                            conntrack,
                            kubernetes,
                            swarm,
                            asa,
                            srx,
                            envoy,
                            nginx))
                    .hasSameSizeAs(FirewallPreset.values())
                    .extracting(peer -> peer.settledPlan().faults().get(0).summary())
                    .containsExactly(
                            onNextPacket + " after 350 s of idleness",
                            onNextPacket + " after 350 s of idleness",
                            "closes after 1 min of idleness",
                            "vanishes after 4 min of idleness",
                            "resets after 4 min of idleness",
                            "vanishes after 10 min of idleness",
                            "vanishes after 20 min of idleness",
                            "vanishes after 5 d of idleness",
                            onNextPacket + " after 15 min of idleness",
                            onNextPacket + " after 15 min of idleness",
                            "vanishes after 1 h of idleness",
                            "vanishes after 30 min of idleness",
                            "closes after 1 h of idleness",
                            "closes after 75 s of idleness");
        }

        @Test
        void mayBeGivenAnotherAction(
                @FirewallIdleTimeout(preset = FirewallPreset.AWS_NLB, action = DROP, compressedBy = 1000) Peer peer) {
            assertThat(peer.settledPlan()).hasToString("vanishes after 350 ms of idleness, all connections");
        }

        @Test
        void theLongestFitsIntoATestToo(
                @FirewallIdleTimeout(preset = FirewallPreset.LINUX_CONNTRACK, compressedBy = 1_000_000) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.awaits(WireEvent.Vanished.class);
            }
        }
    }

    @Nested
    class Labels {

        @Test
        void showTheTimeoutAsItIsWritten(@FirewallIdleTimeout("300ms") Peer peer) {
            assertThat(label(peer)).isEqualTo("@FirewallIdleTimeout(\"300ms\")");
        }

        @Test
        void showBothTimesIfCompressed(
                @FirewallIdleTimeout(value = "350s", compressedBy = 1000) Peer given,
                @FirewallIdleTimeout(preset = FirewallPreset.LINUX_CONNTRACK, compressedBy = 1_000_000) Peer preset) {
            assertThat(label(given))
                    .isEqualTo("@FirewallIdleTimeout(compressedBy = 1000, value = \"350s\"): 350 s tested as 350 ms");
            assertThat(label(preset))
                    .isEqualTo("@FirewallIdleTimeout(compressedBy = 1000000, preset = LINUX_CONNTRACK): "
                            + "5 d tested as 432 ms");
        }

        @Test
        void showTheTimeOfAPreset(@FirewallIdleTimeout(preset = FirewallPreset.AWS_ALB) Peer peer) {
            assertThat(label(peer)).isEqualTo("@FirewallIdleTimeout(preset = AWS_ALB): 1 min");
        }

        @Test
        void standInTranscripts(
                @FirewallIdleTimeout(value = "350s", compressedBy = 500, action = RESET_AT_TIMEOUT) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.awaits(WireEvent.Rst.class).receivesReset();
            }
            assertThat(InnerRun.masked(peer.transcript().toString())).isEqualTo("""
                               #1 +TIME ms  <  connect from 127.0.0.1:PORT
                               #1 +TIME ms  >  RST        @FirewallIdleTimeout(action = RESET_AT_TIMEOUT, \
                            compressedBy = 500, value = "350s"): 350 s tested as 700 ms""");
        }

        private static String label(Peer peer) {
            return peer.settledPlan().faults().get(0).name();
        }
    }

    @Nested
    class Guard {

        @Test
        void aLineKeptOpenPassesByDefault(@PeerEchoes @FirewallIdleTimeout("1h") Peer peer) throws Exception {
            assertThat(peer.settledPlan().faults()).allMatch(Fault::mayNotFire);
            try (var client = new RawClient(peer)) {
                client.send("x").receives("x");
            }
        }

        @Test
        void aTimeoutThatHasToBeMetFailsTheTestIfItIsNot() {
            var message = InnerRun.of(MustFireCases.class).message();

            assertThat(message)
                    .contains("@FirewallIdleTimeout(mayNotFire = false, value = \"1h\") never struck: "
                            + "#1 was idle for at most ");
        }
    }

    static class MustFireCases {

        @Test
        void test(@PeerEchoes @FirewallIdleTimeout(value = "1h", mayNotFire = false) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("x").receives("x");
            }
        }
    }
}
