package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.samples.orders.OrderClient.heartbeatEvery;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import dev.peerless.samples.orders.OrderClient;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a client that only has to be there is never mentioned again
class QuickStartTest {

    @Test
    void reconnectsAfterAReset(@PeerResets(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");

            assertThatConnection(peer.connection(1)).wasReset().wasReleasedWithin(ofSeconds(5));
            assertThatConnections(peer).reconnectedWithin(ofSeconds(5)).sentAtMostOnceFor("order-1", ofMillis(200));
        }
    }

    @Test
    @FirewallIdleTimeout("3s")
    void heartbeatsKeepTheLineOpen(Peer peer) {
        try (var client = new OrderClient(peer.address(), heartbeatEvery(ofMillis(500)))) {
            assertThatConnection(peer)
                    .sentHeartbeats(line("PING"))
                    .atLeastEvery(ofSeconds(2))
                    .staysOpenFor(ofSeconds(4));
        }
    }
}
