package dev.peerless.samples.docs;

import static dev.peerless.assertions.BDDPeerlessAssertions.thenConnection;
import static java.time.Duration.ofSeconds;

import dev.peerless.assertions.PeerlessSoftAssertions;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import dev.peerless.samples.orders.OrderClient;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoftAssertionsExtension.class)
class SoftlyGuideTest {

    @InjectSoftAssertions
    private PeerlessSoftAssertions softly;

    @Test
    void reportsAllThatIsWrong(@PeerResets(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");

            softly.assertThatConnection(peer.connection(1))
                    .wasReset()
                    .receivedData()
                    .startsWith("PLACE");
            softly.assertThatConnections(peer).hasCount(2).sentExactlyOnce("order-1");
        }
    }

    @Test
    void saysThen(@PeerResets(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");

            thenConnection(peer.connection(1)).wasReset().wasReleasedWithin(ofSeconds(5));
        }
    }
}
