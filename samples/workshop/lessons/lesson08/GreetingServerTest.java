package lesson08;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.failure.NetworkFailure.ADDRESS_IN_USE;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.Peerless;
import dev.peerless.junit.PortInUse;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.TakenPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(OrderAnnotation.class)
class GreetingServerTest {

    @Test
    @Order(1)
    void saysAtOnceWhichPortIsTaken(@PortInUse int port) {
        assertThatCall((Callable<GreetingServer>) () -> GreetingServer.start(port))
                .as("starting on a port that another process has, and keeps")
                .givesUpWithin(ofSeconds(3))
                .failsWith(ADDRESS_IN_USE)
                .throwable()
                .as("the message, which has to name the port")
                .hasMessageContaining(String.valueOf(port));
    }

    @Test
    @Order(2)
    @Peerless
    void isBackAtOnceAfterARestart(@PortInUse TakenPort port, ClientPeer client) throws Exception {
        port.release();
        try (var server = GreetingServer.start(port.port())) {
            client.connect(port.address());
            assertThatConnection(client.connection(1))
                    .as("the connection that the server closes first, which leaves it in TIME_WAIT")
                    .receivedContaining("hello")
                    .endedByFin();
        }

        assertThatCall((Callable<Void>) () -> {
                    GreetingServer.start(port.port()).close();
                    return null;
                })
                .as("starting again on the port, on which nothing is left but TIME_WAIT")
                .succeedsWithin(ofSeconds(3));
    }

    @Test
    @Order(3)
    @Peerless
    void tellsTestsWhichFreePortItGot(ClientPeer client) throws Exception {
        try (var one = GreetingServer.start(0);
                var other = GreetingServer.start(0)) {
            assertThat(one.port()).as("the port, of a server started on port 0").isNotEqualTo(0);

            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), one.port()));
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), other.port()));
            assertThatConnection(client.connection(1)).receivedContaining("hello");
            assertThatConnection(client.connection(2)).receivedContaining("hello");
        }
    }
}
