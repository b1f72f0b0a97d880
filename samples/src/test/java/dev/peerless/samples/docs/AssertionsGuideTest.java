package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import dev.peerless.samples.orders.OrderClient;
import dev.peerless.samples.orders.Placement;
import org.junit.jupiter.api.Test;

class AssertionsGuideTest {

    @Test
    void givesUpTheSocket(@PeerResets(afterReceiving = 16) Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");

            assertThatConnection(peer.connection(1)).wasReset().wasReleasedWithin(ofMillis(500));
        }
    }

    @Test
    void doesNotPretendToKnow(@PeerResets(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            assertThat(client.place("order-1")).isEqualTo(Placement.UNKNOWN);

            assertThatConnections(peer).hasCount(2).sentExactlyOnce("order-1");
        }
    }
}
