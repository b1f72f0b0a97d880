package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static dev.peerless.assertions.ServerLog.LOGGER;
import static dev.peerless.assertions.ServerLog.failureOf;
import static dev.peerless.assertions.ServerLog.reset;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.assertions.ServerLog.Delivery;
import dev.peerless.junit.CapturesLog;
import java.net.SocketTimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Lines that the test knows by their words. */
@CapturesLog
class LogOwnWordsTest {

    @AutoClose
    private final CapturedLog log = CapturedLog.start();

    @Test
    void areCounted() {
        LOGGER.warn("lost client 7", new Delivery(reset()));
        System.out.println("lost client 8");
        assertThatLog(log)
                .hasAtLeast(2)
                .linesContaining("lost client")
                .hasAtMost(0)
                .linesContaining("Lost")
                .hasAtMost(0)
                .linesContaining("Connection reset")
                .hasAtMost(1)
                .linesMatching(Pattern.compile("client 8$"));
    }

    @Test
    void areTooMany() {
        LOGGER.warn("lost client 7");
        LOGGER.warn("all is well");
        assertThat(failureOf(() -> assertThatLog(log).hasAtMost(0).linesContaining("lost")))
                .isEqualTo("""
                        Expecting the captured log
                        to have at most 0 lines containing "lost",
                        but it has 1.
                        > _  WARN com.example.Server: lost client 7
                          _  WARN com.example.Server: all is well""");
        assertThat(failureOf(() -> assertThatLog(log).hasAtMost(0).linesMatching(Pattern.compile("client \\d"))))
                .startsWith("""
                        Expecting the captured log
                        to have at most 0 lines matching client \\d,
                        but it has 1.
                        """);
    }

    @Test
    void areTooFewWithoutHelp() {
        LOGGER.warn("all is well");
        assertThat(failureOf(
                        () -> assertThatLog(log).within(SHORT).hasAtLeast(1).linesContaining("lost")))
                .isEqualTo("""
                        Expecting the captured log
                        to have at least 1 line containing "lost" within 40 ms,
                        but it has none.
                          _  WARN com.example.Server: all is well""");
    }

    @Test
    void areNotEmpty() {
        assertThatThrownBy(() -> assertThatLog(log).hasAtMost(0).linesContaining(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("every line contains an empty text, which proves nothing");
    }

    @Test
    void tellOfNoNetworkFailure() {
        LOGGER.warn("lost client 7");
        assertThat(failureOf(
                        () -> assertThatLog(log).within(SHORT).hasAtLeast(1).linesAboutConnectionLosses()))
                .isEqualTo("""
                        Expecting the captured log
                        to have at least 1 line about connection losses within 40 ms,
                        but it has none.
                          _  WARN com.example.Server: lost client 7
                        Help: a line is about a network failure if it has an exception that tells of it, or the words of one between punctuation, as in "lost client 7: Broken pipe". For words of the code under test's own there is linesContaining(text).""");
    }

    @Test
    void areNoLossIfAReadTimedOut() {
        LOGGER.warn("no answer of 7", new SocketTimeoutException("Read timed out"));
        assertThat(failureOf(
                        () -> assertThatLog(log).within(SHORT).hasAtLeast(1).linesAboutConnectionLosses()))
                .endsWith("Help: a read that times out is no connection loss, since the connection may be alive:"
                        + " linesAbout(READ_TIMED_OUT) counts those lines.");
    }
}
