package lesson06;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.peerless.junit.Clients;
import dev.peerless.junit.PeerVanishes;
import dev.peerless.peer.ClientPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UploadsTest {

    private static final int LARGEST = 10_000;

    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stopListening() throws IOException {
        listening.close();
    }

    @Test
    @Order(1)
    void endsARefusalSuchThatTheClientGetsIt(@Clients ClientPeer client) throws IOException {
        client.send(address(), upload(20_000_000));
        var connection = listening.accept();

        assertThatCall(() -> new Uploads(LARGEST, ofSeconds(5)).serve(connection))
                .as("serve(), when it refuses an upload,")
                .succeedsWithin(ofSeconds(8));
        assertThatConnection(client)
                .as("serve(), when it refuses an upload,")
                .endedByFin()
                .receivedContaining("HTTP/1.1 413");
    }

    @Test
    @Order(2)
    void takesWhatIsSmallEnough(@Clients ClientPeer client) throws IOException {
        client.send(address(), upload(LARGEST));

        new Uploads(LARGEST, ofSeconds(5)).serve(listening.accept());

        assertThatConnection(client)
                .as("serve(), when it takes an upload,")
                .endedByFin()
                .receivedContaining("Thank you for 10000 bytes.");
    }

    @Test
    @Order(3)
    void doesNotWaitForEverForTheRestOfWhatItRefuses(@PeerVanishes(afterSending = 20_000) ClientPeer client)
            throws IOException {
        client.send(address(), upload(20_000_000));
        var connection = listening.accept();

        assertThatCall(() -> new Uploads(LARGEST, ofMillis(300)).serve(connection))
                .as("serve() with a patience of 300 ms, when the client is gone in the middle of what is refused,")
                .givesUpWithin(ofSeconds(3));
        assertThatConnection(connection).isClosed();
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private static String upload(int bytes) {
        return "PUT /holiday.jpg HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + bytes + "\r\n\r\n"
                + "x".repeat(bytes);
    }
}
