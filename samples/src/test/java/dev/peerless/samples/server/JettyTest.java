package dev.peerless.samples.server;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.ClientLeaves;
import dev.peerless.junit.ClientStops;
import dev.peerless.peer.ClientPeer;
import dev.peerless.wire.Bytes;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a servlet of Jetty is told of clients that leave. */
class JettyTest {

    private static final Bytes UPLOAD = Bytes.utf8("x".repeat(100_000));

    private static JettyServer server;

    @BeforeAll
    static void start() throws Exception {
        server = JettyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isCutByTheStop(@ClientStops(afterReceiving = 20_000) ClientPeer browser) throws Exception {
        browser.get(server.uri("/report?rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown()).isInstanceOf(EofException.class).hasMessage("Connection reset by peer");
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThatConnection(browser).wasReset().wasReleasedWithin(ofSeconds(5));
    }

    @Test
    void isCutByAClosedBrowser(@ClientLeaves ClientPeer browser) throws Exception {
        browser.get(server.uri("/report?rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown()).isInstanceOf(EofException.class).hasMessage("Broken pipe");
        assertThatNetworkFailure(served.thrown()).isBrokenPipe();
        assertThatConnection(browser).wasClosed().wasReleasedWithin(ofSeconds(5));
    }

    /** Jetty tells a RST here from a FIN as little as from any other end. */
    @Test
    void readsPartOfAnUploadAndThenTheReset(@ClientStops(afterSending = 2000) ClientPeer browser) throws Exception {
        browser.post(server.uri("/report"), UPLOAD);

        var served = server.served().next();
        assertThat(served.thrown()).isInstanceOf(EofException.class).hasMessage("Early EOF");
        assertThatNetworkFailure(served.thrown()).isTruncated();
    }

    @Test
    void readsPartOfAnUploadAndThenItsEnd(@ClientLeaves(afterSending = 2000) ClientPeer browser) throws Exception {
        browser.post(server.uri("/report"), UPLOAD);

        var served = server.served().next();
        assertThat(served.thrown()).isInstanceOf(EofException.class).hasMessage("Early EOF");
        assertThatNetworkFailure(served.thrown()).isTruncated();
    }
}
