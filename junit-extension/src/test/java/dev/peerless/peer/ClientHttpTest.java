package dev.peerless.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.peerless.plan.HttpRequest;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of HTTP that a client peer makes. */
class ClientHttpTest {

    private RawServer server;
    private ClientPeer client;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.listening();
        client = ClientPeer.plan().create();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private URI uri(String rest) {
        return URI.create("http://127.0.0.1:" + server.port() + rest);
    }

    private String requestOf(String endsWith) throws IOException {
        try (var served = server.accept()) {
            var request = new StringBuilder();
            while (!request.toString().endsWith(endsWith)) {
                var next = served.readText(1);
                assertThat(next).as("what follows %s", request).isNotEmpty();
                request.append(next);
            }
            return request.toString().replace("\r\n", "|").replaceAll("127\\.0\\.0\\.1:\\d+", "HOST");
        }
    }

    @Test
    void getsAPathWithItsQuery() throws Exception {
        client.get(uri("/report%20a?from=1&to=2"));

        assertThat(requestOf("\r\n\r\n")).isEqualTo("GET /report%20a?from=1&to=2 HTTP/1.1|host: HOST||");
    }

    @Test
    void getsTheRootIfThereIsNoPath() throws Exception {
        client.get(uri(""));
        client.get(uri("?all"));

        assertThat(requestOf("\r\n\r\n")).startsWith("GET / HTTP/1.1|");
        assertThat(requestOf("\r\n\r\n")).startsWith("GET /?all HTTP/1.1|");
    }

    @Test
    void postsABodyWithItsLength() throws Exception {
        client.post(uri("/orders"), Bytes.utf8("order-1"));

        assertThat(requestOf("order-1")).isEqualTo("POST /orders HTTP/1.1|host: HOST|content-length: 7||order-1");
    }

    @Test
    void postsNoBodyWithItsLengthToo() throws Exception {
        client.post(uri("/orders"), Bytes.EMPTY);

        assertThat(requestOf("\r\n\r\n")).isEqualTo("POST /orders HTTP/1.1|host: HOST|content-length: 0||");
    }

    @Test
    void sendsWhateverRequestIsMade() throws Exception {
        var request = HttpRequest.of("PUT", "/orders/1", Bytes.utf8("2\r\nab\r\n0\r\n\r\n"))
                .withHeader("Transfer-Encoding", "chunked")
                .withHeader("Host", "elsewhere")
                .withHeader("Cookie", "a=1")
                .withHeader("Cookie", "b=2");

        client.send(server.address(), request);

        assertThat(requestOf("0\r\n\r\n"))
                .isEqualTo("PUT /orders/1 HTTP/1.1|transfer-encoding: chunked|host: elsewhere|cookie: a=1|"
                        + "cookie: b=2||2|ab|0||");
    }

    @Test
    void writesAnAddressOfVersionSixInBrackets() throws Exception {
        var loopback = InetAddress.getByName("::1");
        try (var six = listener(loopback)) {
            client.send(new InetSocketAddress(loopback, six.getLocalPort()), HttpRequest.get("/"));

            try (var served = six.accept()) {
                served.setSoTimeout(30_000);
                assertThat(new String(served.getInputStream().readNBytes(40), UTF_8))
                        .startsWith("GET / HTTP/1.1\r\nhost: [0:0:0:0:0:0:0:1]:");
            }
        }
    }

    private ServerSocket listener(InetAddress address) {
        try {
            assumeThat(address).isInstanceOf(Inet6Address.class);
            var listener = new ServerSocket(0, 1, address);
            listener.setSoTimeout(30_000);
            return listener;
        } catch (IOException noVersionSix) {
            assumeThat(noVersionSix).as("this machine has no IPv6").isNull();
            throw new AssertionError(noVersionSix);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:8443/", "/report", "http:report", "ftp://127.0.0.1/report"})
    void refusesWhatIsNoUriOfHttp(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.get(URI.create(uri)))
                .withMessage("a request goes to a URI like http://127.0.0.1:8080/path, but was " + uri);
    }
}
