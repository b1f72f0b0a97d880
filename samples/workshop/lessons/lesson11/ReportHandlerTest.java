package lesson11;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.peerless.assertions.CapturedLog;
import dev.peerless.junit.CapturesLog;
import dev.peerless.junit.ClientLeaves;
import dev.peerless.junit.ClientStops;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.ClientPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@CapturesLog
class ReportHandlerTest {

    /** What is logged is for the test alone, and not for the terminal. */
    private static final Logger HEARD = Logger.getLogger(ReportHandler.class.getName());

    private final Report report = new Report();

    @BeforeAll
    static void keepTheTerminalQuiet() {
        HEARD.setUseParentHandlers(false);
    }

    @Test
    @Order(1)
    void oneLineAndNoMoreWorkWhenTheUserPressesStop(@ClientStops(afterReceiving = 20_000) ClientPeer browser)
            throws Exception {
        try (var log = CapturedLog.start()) {
            letItAskFor(report, browser);

            assertThatLog(log)
                    .as("the log, after the user has pressed Stop")
                    .hasNoStackTraceForAClientThatWentAway()
                    .hasAtLeast(1)
                    .linesAboutConnectionLosses()
                    .hasAtMost(1)
                    .linesAboutConnectionLosses();
            assertThat(report.computed())
                    .as("chapters computed of %d, though the user left at the first", report.chapters())
                    .isLessThan(report.chapters());
        }
    }

    @Test
    @Order(2)
    void theSameWhenTheUserClosesTheWindow(@ClientLeaves ClientPeer browser) throws Exception {
        try (var log = CapturedLog.start()) {
            letItAskFor(report, browser);

            assertThatLog(log)
                    .as("the log, after the user has closed the window")
                    .hasNoStackTraceForAClientThatWentAway()
                    .hasAtLeast(1)
                    .linesAboutConnectionLosses()
                    .hasAtMost(1)
                    .linesAboutConnectionLosses();
            assertThat(report.computed())
                    .as("chapters computed of %d, though the user left at the first", report.chapters())
                    .isLessThan(report.chapters());
        }
    }

    @Test
    @Order(3)
    @Peerless
    void whatGoesWrongWithUsIsStillLoggedInFull(ClientPeer browser) throws Exception {
        var broken = new Report() {
            @Override
            byte[] compute(int number) {
                throw new UncheckedIOException("cannot read chapter " + number, new IOException("Input/output error"));
            }
        };
        try (var log = CapturedLog.start()) {
            letItAskFor(broken, browser);

            assertThatLog(log)
                    .as("the log, after our own disk has failed, while the user still waits")
                    .hasAtLeast(1)
                    .linesWithStackTrace();
        }
    }

    /** Returns when the handler has. */
    private static void letItAskFor(Report report, ClientPeer browser) throws Exception {
        var handler = new ReportHandler(report);
        var handled = new CountDownLatch(1);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/report", exchange -> {
            try {
                handler.handle(exchange);
            } finally {
                handled.countDown();
            }
        });
        server.start();
        try {
            browser.get(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/report"));
            assertThat(handled.await(8, TimeUnit.SECONDS))
                    .as("the handler has returned")
                    .isTrue();
        } finally {
            server.stop(0);
        }
    }
}
