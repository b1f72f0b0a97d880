package dev.peerless.samples.docs;

import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.SlowPeer;
import dev.peerless.junit.SlowReader;
import dev.peerless.junit.SlowSender;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShapingGuideTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void givesUpOnAnAnswerThatIsLate(@PeerAnswersHttp(body = "hello") @SlowPeer(latency = "1h") Peer peer) {
        var request = HttpRequest.newBuilder(peer.uri("/orders")).timeout(ofMillis(300));

        assertThatThrownBy(() -> client.send(request.build(), BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aReadTimeoutIsNoDeadline(@PeerGreets("hello world") @SlowPeer(sliceBytes = 1, sliceDelay = "50ms") Peer peer)
            throws IOException {
        long start = System.nanoTime();
        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.setSoTimeout(5_000);

            assertThat(new String(socket.getInputStream().readNBytes(11), UTF_8))
                    .isEqualTo("hello world");
            assertThat(System.nanoTime() - start).isGreaterThan(ofMillis(400).toNanos());
        }
    }

    @Test
    void isSlowInTheMiddleOfAnAnswer() throws IOException {
        var shaping = Shaping.none().withLatency(ofMillis(100), ofMillis(20)).withBytesPerSecond(10_000);
        try (var peer = Peer.plan()
                        .speak(Conversation.greeting("hello world"))
                        .fault(Fault.slow(afterSending(5), shaping))
                        .listen();
                var socket = new Socket(peer.host(), peer.port())) {
            assertThat(socket.getInputStream().readNBytes(11)).hasSize(11);
        }
    }

    @Test
    void writesBlockWhenThePeerDoesNotRead(@SlowPeer(bytesPerSecond = 1_000, direction = Way.RECEIVING) Peer peer)
            throws Exception {
        try (var socket = new Socket(peer.host(), peer.port())) {
            var writing = CompletableFuture.runAsync(() -> writeMuch(socket));

            assertThatThrownBy(() -> writing.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
    }

    private static InetSocketAddress address(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private static void writeMuch(Socket socket) {
        try {
            socket.getOutputStream().write(new byte[16_000_000]);
        } catch (IOException closed) {
            // The test has seen enough.
        }
    }

    @Nested
    class OfClients {

        private ServerSocket server;

        @BeforeEach
        void listen() throws IOException {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            server.setSoTimeout(30_000);
        }

        @AfterEach
        void close() throws IOException {
            server.close();
        }

        @Test
        void theServerBlocksInItsWrite(@SlowReader ClientPeer phone) throws Exception {
            phone.send(address(server), "GET /report\r\n");

            try (var served = server.accept()) {
                var writing = CompletableFuture.runAsync(() -> writeMuch(served));

                assertThatThrownBy(() -> writing.get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
            }
        }

        @Test
        void theServerWaitsForTheRequest(@SlowSender(sliceBytes = 4, sliceDelay = "50ms") ClientPeer phone)
                throws IOException {
            phone.send(address(server), "GET /report\r\n");

            try (var served = server.accept()) {
                assertThat(new String(served.getInputStream().readNBytes(13), UTF_8))
                        .isEqualTo("GET /report\r\n");
            }
            assertThat(phone.settledTranscript().events())
                    .filteredOn(WireEvent.Data.class::isInstance)
                    .hasSize(4);
        }
    }

    @Test
    void isSlowForAWhile(@PeerEchoes Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            var slow = peer.arm(Fault.slow(onConnect(), Shaping.none().withLatency(ofSeconds(3600))));
            socket.getOutputStream().write('x');

            slow.close();
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }
}
