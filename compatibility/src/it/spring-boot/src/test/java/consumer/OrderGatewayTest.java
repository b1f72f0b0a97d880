package consumer;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class OrderGatewayTest {

    @PeerAnswersHttp(body = "accepted")
    @PeerResets(afterReceiving = 1, connections = "1")
    static Peer orders;

    @DynamicPropertySource
    static void ordersAreAtThePeer(DynamicPropertyRegistry registry) {
        registry.add("orders.url", () -> orders.uri("/"));
    }

    @Test
    void doesNotRepeatALostOrder(@Autowired OrderGateway gateway) {
        assertThat(gateway.place("order-1")).isEqualTo("unknown");
        assertThat(gateway.place("order-2")).isEqualTo("accepted");

        assertThatConnection(orders.connection(1)).wasReset();
        assertThatConnections(orders).sentAtMostOnce("order-1").sentExactlyOnce("order-2");
    }
}
