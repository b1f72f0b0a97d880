package dev.peerless.samples.server;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.ClientStops;
import dev.peerless.peer.ClientPeer;
import org.junit.jupiter.api.Test;

/** A user who presses Stop must not look like a defect of the server. */
class ServerErrorTest {

    private static final String REPORT = "/report.jsp?watch=flush&rows=" + Report.LONG;

    /** Jasper wraps the {@code ClientAbortException}, so Tomcat does not recognise it. */
    @Test
    void tomcatLogsAnErrorForAPageWhoseBrowserLeft(@ClientStops ClientPeer browser) throws Exception {
        try (var server = TomcatServer.start()) {
            browser.get(server.uri(REPORT));

            assertThat(server.nextError())
                    .startsWith("Servlet.service() for servlet [jsp] in context with path [] threw exception");
        }
    }

    @Test
    void aFilterThatClassifiesKeepsTheLogQuiet(@ClientStops ClientPeer browser) throws Exception {
        var clientsThatLeave = new ClientsThatLeave();
        try (var server = TomcatServer.start(clientsThatLeave)) {
            browser.get(server.uri(REPORT));
            // The page is compiled first.
            assertThatConnection(browser).within(ofSeconds(60)).wasReset().wasReleasedWithin(ofSeconds(5));

            assertThat(clientsThatLeave.left()).isEqualTo(1);
            assertThat(server.hasLoggedErrors()).isFalse();
        }
    }
}
