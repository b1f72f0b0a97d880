package dev.peerless.samples.server;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.ClientHalfCloses;
import dev.peerless.junit.ClientLeaves;
import dev.peerless.junit.ClientStops;
import dev.peerless.peer.ClientPeer;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's HTTP server. What its handlers throw it keeps to itself, so a handler has to look after its things alone. */
class HttpServerTest {

    private static final Bytes UPLOAD = Bytes.utf8("x".repeat(100_000));

    private static JdkServer server;

    @BeforeAll
    static void start() throws Exception {
        server = JdkServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/report", "/chunked"})
    @ClientStops(afterReceiving = 20_000)
    void isCutByTheStop(String path, ClientPeer browser) throws Exception {
        browser.get(server.uri(path + "?rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown()).isInstanceOf(IOException.class).hasMessage("Connection reset by peer");
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThat(served.rows()).isLessThan(Report.LONG);
        assertThatConnection(browser).wasReset().wasReleasedWithin(ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/report", "/chunked"})
    @ClientLeaves
    void isCutByAClosedBrowser(String path, ClientPeer browser) throws Exception {
        browser.get(server.uri(path + "?rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown()).isInstanceOf(IOException.class).hasMessage("Broken pipe");
        assertThatNetworkFailure(served.thrown()).isBrokenPipe();
        assertThatConnection(browser).wasClosed().wasReleasedWithin(ofSeconds(5));
    }

    /** It holds nothing back for long: the head on JDK 17, head and body together on 25. */
    @Test
    void missesABrowserThatIsGoneAtTheFirstRow(@ClientStops(onDemand = true) ClientPeer browser) throws Exception {
        server.served().hold();
        browser.get(server.uri("/report?rows=1")).fire();
        assertThatConnection(browser).wasReset();
        server.served().letGo();

        var served = server.served().next();
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThat(served.rows()).isBetween(0, 1);
    }

    @Test
    @ClientHalfCloses
    void answersAClientThatHasSaidAll(ClientPeer client) throws Exception {
        client.get(server.uri("/report?rows=1000"));

        assertThat(server.served().next()).isEqualTo(new Served(1000, null));
        assertThatConnection(client)
                .receivedContaining(String.format("row %059d\n", 1000))
                .endedByFin();
    }

    /** The head of the request is among the 2000 bytes that are sent. */
    @Test
    void readsPartOfAnUploadAndThenTheReset(@ClientStops(afterSending = 2000) ClientPeer browser) throws Exception {
        browser.post(server.uri("/report"), UPLOAD);

        var served = server.served().next();
        assertThat(served.thrown()).hasMessage("Connection reset");
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThat(served.rows()).isBetween(1800, 2000);
    }

    /** The {@code Content-Length} tells that something is missing. */
    @Test
    void readsPartOfAnUploadAndThenItsEnd(@ClientLeaves(afterSending = 2000) ClientPeer browser) throws Exception {
        browser.post(server.uri("/report"), UPLOAD);

        var served = server.served().next();
        assertThat(served.thrown())
                .isInstanceOf(IOException.class)
                .hasMessage("connection closed before all data received");
        assertThatNetworkFailure(served.thrown()).isTruncated();
    }
}
