package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.connectionRefused;
import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.whenReceived;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.peerless.fault.Fault;
import dev.peerless.junit.ClientHalfCloses;
import dev.peerless.junit.ClientSpeaksTls;
import dev.peerless.junit.ClientStops;
import dev.peerless.junit.Clients;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerSpeaksTls;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpRequest;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientPeersGuideTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/report", exchange -> answer(exchange, "row\n".repeat(3_000_000)));
        server.createContext("/orders", exchange -> answer(exchange, "accepted"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(US_ASCII));
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void givesUpWhenTheUserPressesStop(@ClientStops(afterReceiving = 20_000) ClientPeer browser) {
        browser.get(uri("/report"));

        assertThatConnection(browser).wasReset().wasReleasedWithin(ofSeconds(5));
    }

    @Test
    void answersAClientThatHasSaidAll(@ClientHalfCloses ClientPeer client) {
        client.post(uri("/orders"), Bytes.utf8("order-1"));

        assertThatConnection(client).receivedContaining("accepted").endedByFin();
    }

    @Test
    @Peerless
    void saysWhatItIsTold(ClientPeer client) {
        var address = server.getAddress();
        client.connect(address);
        client.send(address, "GET /orders HTTP/1.0\r\n\r\n");
        client.send(address, HttpRequest.get("/orders").withHeader("Accept", "text/plain"));
        client.get(uri("/orders?id=1"));
        client.post(uri("/orders"), Bytes.utf8("order-1"));

        assertThatConnection(client.connection(5)).receivedContaining("accepted");
        assertThat(client.connectionCount()).isEqualTo(5);
    }

    @Test
    @Peerless
    void talks(ClientPeer client) {
        client.speak(server.getAddress(), Conversation.lines(line -> line.equals("USER?") ? "alice" : null));

        assertThatConnection(client).isOpen();
    }

    @Test
    void othersAreServedThoughOneStops(@Clients(count = 20) @ClientStops(connections = "7") ClientPeer clients) {
        clients.get(uri("/orders"));

        assertThatConnection(clients.connection(7)).wasReset();
        assertThatConnection(clients.connection(8)).receivedContaining("accepted");
        assertThatConnections(clients).hasCount(20);
    }

    @Test
    @Peerless
    void tellsThatNobodyListens(ClientPeer client) {
        server.stop(0);

        assertThatThrownBy(() -> client.get(uri("/orders"))).is(connectionRefused());
    }

    @Test
    void stopsUnderTls(
            @ClientSpeaksTls @ClientStops(whenReceived = "hello") ClientPeer browser,
            @PeerSpeaksTls @PeerAnswersHttp(body = "hello world") Peer https) {
        browser.get(https.uri("/"));

        assertThatConnection(https).endedByRst();
    }

    @Test
    void needsNoJUnit() {
        try (ClientPeer browser =
                ClientPeer.plan().fault(Fault.reset(afterReceiving(20_000))).create()) {
            browser.get(uri("/report"));

            assertThatConnection(browser).wasReset();
        }
    }

    @Test
    void aSmallBufferHasTheServerWaitSoon() {
        try (ClientPeer browser = ClientPeer.plan()
                .receiveBuffer(4096)
                .fault(Fault.stall(whenReceived("row")))
                .create()) {
            browser.get(uri("/report"));

            assertThatConnection(browser).wasStalled();
        }
    }
}
