package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.peerless.assertions.CapturedLog;
import dev.peerless.junit.CapturesLog;
import dev.peerless.junit.ClientStops;
import dev.peerless.peer.ClientPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class QuietLogsGuideTest {

    @Test
    @CapturesLog
    void oneLineIsEnoughForABrowserThatStopped(@ClientStops(afterReceiving = 1000) ClientPeer browser)
            throws IOException {
        try (var log = CapturedLog.start();
                var server = new Downloads()) {
            browser.get(server.uri());

            assertThatLog(log)
                    .hasAtLeast(1)
                    .linesAboutConnectionLosses()
                    .watchedFor(ofMillis(200))
                    .hasAtMost(1)
                    .linesAboutConnectionLosses()
                    .hasNoStackTraceForAClientThatWentAway();
        }
    }

    @Test
    @CapturesLog
    void neitherDoManyFloodTheLog(@ClientStops(afterReceiving = 1000) ClientPeer browser) throws IOException {
        try (var log = CapturedLog.start();
                var server = new Downloads()) {
            for (int i = 0; i < 10; i++) {
                browser.get(server.uri());
            }

            assertThatLog(log)
                    .within(ofSeconds(30))
                    .hasAtLeast(10)
                    .linesAboutConnectionLosses()
                    .hasNoRepeatedStackTrace()
                    .hasAtMost(20)
                    .linesPerSecond();
        }
    }

    /** Answers with more than any buffer takes. */
    private static final class Downloads implements AutoCloseable {

        private static final Logger LOGGER = LoggerFactory.getLogger(Downloads.class);

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Downloads() throws IOException {
            server.createContext("/", Downloads::answer);
            server.start();
        }

        private static void answer(HttpExchange exchange) {
            try (var body = exchange.getResponseBody()) {
                exchange.sendResponseHeaders(200, 0);
                body.write(new byte[100_000_000]);
            } catch (IOException gone) {
                LOGGER.warn("{} went away: {}", exchange.getRemoteAddress(), gone.toString());
            }
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
