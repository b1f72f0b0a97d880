package dev.peerless.samples.report;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests that end in every way, for a report to show. Builds do not run them: their name does not end as tests' do. */
@Peerless
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Mishaps {

    @Test
    @Order(1)
    void echoes(@PeerEchoes Peer peer) throws IOException {
        try (var client = new Socket(peer.host(), peer.port())) {
            client.setSoTimeout(30_000);
            send(client, "hello");
            client.getInputStream().readNBytes(5);
        }
        assertThatConnection(peer).received("hello").endedByFin();
    }

    /** Fails by an assertion, which marks what decided. */
    @Test
    @Order(2)
    void isClosedInAnOrderlyWay(@PeerResets(afterReceiving = 16) Peer peer) throws IOException {
        try (var client = new Socket(peer.host(), peer.port())) {
            send(client, "PLACE order-1 x2\r\n");
            assertThatConnection(peer).wasReset().endedByFin();
        }
    }

    /** Fails by an exception, which marks nothing. */
    @Test
    @Order(3)
    void answersWhileItIsStalled(Peer peer) throws IOException {
        try (var client = new Socket(peer.host(), peer.port())) {
            for (int i = 0; i < 3; i++) {
                send(client, "PING\n");
                assertThatConnection(peer).receivedContaining("PING\n".repeat(i + 1));
            }
            peer.connection(1).stall();
            peer.connection(1).resume();
            send(client, "<b>\"quoted\"</b>; # : end\n");
            assertThatConnection(peer).receivedContaining("end\n");
            client.setSoTimeout((int) ofMillis(20).toMillis());
            client.getInputStream().read();
        }
    }

    @Test
    @Order(4)
    void needsWhatIsNotHere(@PeerEchoes Peer peer) {
        assumeTrue(false, "there is no such thing here");
    }

    static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }
}
