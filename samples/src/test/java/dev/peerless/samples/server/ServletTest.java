package dev.peerless.samples.server;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.ClientLeaves;
import dev.peerless.junit.ClientStops;
import dev.peerless.peer.ClientPeer;
import dev.peerless.wire.Bytes;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A servlet of Tomcat that writes to its {@code OutputStream}, which tells what a JSP's {@code out} does not. */
class ServletTest {

    private static final Bytes UPLOAD = Bytes.utf8("x".repeat(100_000));

    private static TomcatServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TomcatServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void isCutByTheStop(@ClientStops(afterReceiving = 20_000) ClientPeer browser) throws Exception {
        browser.get(server.uri("/report?rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown())
                .isInstanceOf(ClientAbortException.class)
                .hasMessage("java.io.IOException: Connection reset by peer");
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThat(served.rows()).isLessThan(Report.LONG);
        assertThatConnection(browser).wasReset().wasReleasedWithin(ofSeconds(5));
    }

    @Test
    void isCutByAClosedBrowser(@ClientLeaves ClientPeer browser) throws Exception {
        browser.get(server.uri("/report?rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown())
                .isInstanceOf(ClientAbortException.class)
                .hasMessage("java.io.IOException: Broken pipe");
        assertThatNetworkFailure(served.thrown()).isBrokenPipe();
        assertThatConnection(browser).wasClosed().wasReleasedWithin(ofSeconds(5));
    }

    /** All of it fits into the response buffer of 8 KB, which is sent when the servlet is through. */
    @Test
    void doesNotMissTheReaderOfASmallResponse(@ClientStops(onDemand = true) ClientPeer browser) throws Exception {
        server.served().hold();
        browser.get(server.uri("/report?rows=100")).fire();
        assertThatConnection(browser).wasReset();
        server.served().letGo();

        assertThat(server.served().next()).isEqualTo(new Served(100, null));
    }

    /** The head of the request is among the 2000 bytes that are sent. */
    @Test
    void readsPartOfAnUploadAndThenTheReset(@ClientStops(afterSending = 2000) ClientPeer browser) throws Exception {
        browser.post(server.uri("/report"), UPLOAD);

        var served = server.served().next();
        assertThat(served.thrown())
                .isInstanceOf(ClientAbortException.class)
                .hasMessage("java.net.SocketException: Connection reset");
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThat(served.rows()).isBetween(1800, 2000);
    }

    /** The {@code Content-Length} tells that something is missing. */
    @Test
    void readsPartOfAnUploadAndThenItsEnd(@ClientLeaves(afterSending = 2000) ClientPeer browser) throws Exception {
        browser.post(server.uri("/report"), UPLOAD);

        var served = server.served().next();
        assertThat(served.thrown()).isInstanceOf(ClientAbortException.class).hasMessage("java.io.EOFException");
        assertThatNetworkFailure(served.thrown()).isEndOfStream();
    }
}
