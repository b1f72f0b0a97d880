package dev.peerless.incidents.loudlog;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.assertions.CapturedLog;
import dev.peerless.incidents.Verdict;
import dev.peerless.junit.CapturesLog;
import dev.peerless.junit.ClientStops;
import dev.peerless.junit.Clients;
import dev.peerless.peer.ClientPeer;
import dev.peerless.samples.server.TomcatServer;
import org.junit.jupiter.api.Test;

/** Five users start an export and press Stop. */
@CapturesLog
class LoudLogTest {

    private static final int USERS = 5;

    @Test
    void asItWasTomcatLogsAnErrorWithAStackTraceForEachOfThem(
            @Clients(count = USERS) @ClientStops(afterReceiving = 20_000) ClientPeer browsers) throws Exception {
        try (var tomcat = TomcatServer.startWith("/export", new ExportAsItWas());
                var log = CapturedLog.start()) {
            browsers.get(tomcat.uri("/export"));

            assertThatLog(log)
                    .within(ofSeconds(20))
                    .hasAtLeast(USERS)
                    .linesContaining("Servlet.service() for servlet [ExportAsItWas]")
                    .hasAtLeast(USERS)
                    .linesWithStackTrace();
            assertThatConnection(browsers.connection(USERS)).wasReset().wasReleasedWithin(ofSeconds(5));
        }
    }

    @Test
    void theGuardFailsForTheExportAsItWas(
            @Clients(count = USERS) @ClientStops(afterReceiving = 20_000) ClientPeer browsers) throws Exception {
        try (var tomcat = TomcatServer.startWith("/export", new ExportAsItWas());
                var log = CapturedLog.start()) {
            browsers.get(tomcat.uri("/export"));
            assertThatLog(log).within(ofSeconds(20)).hasAtLeast(USERS).linesWithStackTrace();

            assertThat(Verdict.of(() -> guard(log))).isEqualTo("""
                            Expecting the captured log
                            to have no stack trace for a client that went away,
                            but it has 5.""");
        }
    }

    @Test
    void theFixedExportIsOneLineForEachOfThem(
            @Clients(count = USERS) @ClientStops(afterReceiving = 20_000) ClientPeer browsers) throws Exception {
        try (var tomcat = TomcatServer.startWith("/export", new Export());
                var log = CapturedLog.start()) {
            browsers.get(tomcat.uri("/export"));

            assertThatLog(log)
                    .within(ofSeconds(20))
                    .hasAtLeast(USERS)
                    .linesContaining("127.0.0.1 left before the end of its export");
            guard(log);
        }
    }

    private static void guard(CapturedLog log) {
        assertThatLog(log).watchedFor(ofMillis(500)).hasNoStackTraceForAClientThatWentAway();
    }
}
