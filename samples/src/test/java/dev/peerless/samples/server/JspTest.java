package dev.peerless.samples.server;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.ClientHalfCloses;
import dev.peerless.junit.ClientLeaves;
import dev.peerless.junit.ClientStops;
import dev.peerless.peer.ClientPeer;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A JSP whose response outgrows its page buffer of 8 KB, and a browser whose user presses Stop, or closes it, while the
 * server is sending. Tomcat 11 on JDK 17 and 25.
 */
class JspTest {

    private static TomcatServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TomcatServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** What {@code out} meets is swallowed by the writer below it: 12.8 MB are made for nobody. */
    @Test
    void aPageDoesNotNoticeTheStop(@ClientStops(afterReceiving = 20_000) ClientPeer browser) throws Exception {
        browser.get(server.uri("/report.jsp?rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown()).isNull();
        assertThat(served.rows()).isEqualTo(Report.LONG);
        assertThatConnection(browser).wasReset();
    }

    /** {@code response.flushBuffer()} tells. */
    @Test
    void aPageThatFlushesIsCutByTheStop(@ClientStops(afterReceiving = 20_000) ClientPeer browser) throws Exception {
        browser.get(server.uri("/report.jsp?watch=flush&rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown())
                .hasRootCauseMessage("Connection reset by peer")
                .cause()
                .isInstanceOf(ClientAbortException.class)
                .hasMessage("java.io.IOException: Connection reset by peer");
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThat(served.rows()).isLessThan(Report.LONG);
        assertThatConnection(browser).wasReset().wasReleasedWithin(ofSeconds(5));
    }

    /** The browser's FIN lets the first write succeed; the RST that answers it makes a later one fail. */
    @Test
    void aPageThatFlushesIsCutByAClosedBrowser(@ClientLeaves ClientPeer browser) throws Exception {
        browser.get(server.uri("/report.jsp?watch=flush&rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.thrown()).hasRootCauseMessage("Broken pipe").cause().isInstanceOf(ClientAbortException.class);
        assertThatNetworkFailure(served.thrown()).isBrokenPipe();
        assertThatConnection(browser).wasClosed().wasReleasedWithin(ofSeconds(5));
    }

    /** Asking the writer does without an exception. */
    @Test
    void aPageCanAskTheWriter(@ClientStops(afterReceiving = 20_000) ClientPeer browser) throws Exception {
        browser.get(server.uri("/report.jsp?watch=error&rows=" + Report.LONG));

        var served = server.served().next();
        assertThat(served.isComplete()).isTrue();
        assertThat(served.rows()).isLessThan(Report.LONG);
    }

    /** As long as it all lies in the buffer, the page ends as if somebody had got it. */
    @Test
    void aResponseSmallerThanTheBufferIsNotMissed(@ClientStops(onDemand = true) ClientPeer browser) throws Exception {
        server.served().hold();
        browser.get(server.uri("/report.jsp?watch=flush&rows=100")).fire();
        assertThatConnection(browser).wasReset();
        server.served().letGo();

        assertThat(server.served().next()).isEqualTo(new Served(100, null));
    }

    /** The 128th row fills the buffer; the flush that follows finds nobody there. */
    @Test
    void aLargerOneIsCutAtTheBuffer(@ClientStops(onDemand = true) ClientPeer browser) throws Exception {
        server.served().hold();
        browser.get(server.uri("/report.jsp?watch=flush&rows=1000")).fire();
        assertThatConnection(browser).wasReset();
        server.served().letGo();

        var served = server.served().next();
        assertThatNetworkFailure(served.thrown()).isConnectionReset();
        assertThat(served.rows()).isEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000})
    @ClientHalfCloses
    void aClientThatHasSaidAllGetsTheWholeReport(int rows, ClientPeer client) throws Exception {
        client.get(server.uri("/report.jsp?watch=flush&rows=" + rows));

        assertThat(server.served().next()).isEqualTo(new Served(rows, null));
        assertThatConnection(client).wasHalfClosed().receivedContaining(String.format("row %059d\n", rows));
        assertThatConnection(client).endedByFin();
    }
}
