package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.CapturesLog;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@CapturesLog
@Timeout(60)
class LogTest {

    private static final Logger LOGGER = LoggerFactory.getLogger("com.example.Server");

    private CapturedLog log;

    @BeforeEach
    void start() {
        log = CapturedLog.start();
    }

    @AfterEach
    void close() {
        log.close();
    }

    private static String failureOf(ThrowingCallable assertion) {
        return Messages.failureOf(assertion)
                .replaceAll("(?m)^ +(at |\\.\\.\\. \\d).*\n?", "")
                .replaceAll("(?m)^ {10,}", "        ")
                .replaceAll("(?m)^ +_ ", "  _ ")
                .stripTrailing();
    }

    private static Exception reset() {
        return new SocketException("Connection reset");
    }

    @SuppressWarnings("serial")
    private static final class Delivery extends Exception {

        Delivery(Throwable cause) {
            super("100% lost", cause);
        }
    }

    @SuppressWarnings("serial")
    private static final class ClientAbortException extends RuntimeException {}

    @Nested
    class HasAtMostLinesAbout {

        @Test
        void passesOnFewer() {
            LOGGER.warn("lost client 7", new Delivery(reset()));
            LOGGER.warn("lost client 8: Broken pipe");
            System.out.println("client 9 gone (java.io.EOFException)");
            System.out.println("all is well");
            assertThatLog(log)
                    .hasAtMost(1)
                    .linesAbout(CONNECTION_RESET)
                    .hasAtMost(3)
                    .linesAboutConnectionLosses()
                    .hasAtMost(0)
                    .linesAbout(NetworkFailure.CONNECTION_REFUSED)
                    .hasAtMost(1)
                    .linesWithStackTrace();
        }

        @Test
        void failsOnMoreWithThemMarked() {
            LOGGER.warn("lost client 7", new Delivery(reset()));
            LOGGER.warn("all is well");
            LOGGER.warn("lost client 8: Connection reset by peer");
            assertThat(failureOf(() ->
                            assertThatLog(log).as("the server").hasAtMost(1).linesAbout(CONNECTION_RESET)))
                    .isEqualTo("""
                            [the server] Expecting the captured log
                            to have at most 1 line about CONNECTION_RESET,
                            but it has 2.
                            > _  WARN com.example.Server: lost client 7
                                    dev.peerless.assertions.LogTest$Delivery: 100% lost
                                    Caused by: java.net.SocketException: Connection reset
                              _  WARN com.example.Server: all is well
                            > _  WARN com.example.Server: lost client 8: Connection reset by peer""");
        }

        @Test
        void failsOnAnyLossIfAskedForAny() {
            LOGGER.warn("lost client 8: Connection reset by peer");
            LOGGER.warn("refused", new ConnectException("Connection refused"));
            LOGGER.warn("lost client 9", new EOFException());
            assertThat(failureOf(() -> assertThatLog(log).hasAtMost(0).linesAboutConnectionLosses()))
                    .startsWith("""
                            Expecting the captured log
                            to have at most 0 lines about connection losses,
                            but it has 2.
                            > _  WARN com.example.Server: lost client 8: Connection reset by peer
                              _  WARN com.example.Server: refused
                            """);
            assertThat(failureOf(() -> assertThatLog(log).hasAtMost(1).linesWithStackTrace()))
                    .startsWith(
                            "Expecting the captured log\nto have at most 1 line with a stack trace,\nbut it has 2.\n");
        }

        @Test
        void looksAtTextOfAConsole() {
            new Delivery(reset()).printStackTrace();
            assertThat(failureOf(() -> assertThatLog(log).hasAtMost(0).linesAbout(CONNECTION_RESET)))
                    .isEqualTo("""
                            Expecting the captured log
                            to have at most 0 lines about CONNECTION_RESET,
                            but it has 1.
                            > _  dev.peerless.assertions.LogTest$Delivery: 100% lost
                                    Caused by: java.net.SocketException: Connection reset""");
        }

        @Test
        void showsTheFirstOfManyAlike() {
            for (int i = 0; i < 21; i++) {
                LOGGER.warn("lost client " + i, reset());
                LOGGER.warn("served client " + i);
            }
            assertThat(Messages.failureOf(() -> assertThatLog(log).hasAtMost(1).linesAbout(CONNECTION_RESET))
                            .replaceAll("(?m)^ +(at |\\.{3} \\d+ more$).*\n", ""))
                    .isEqualTo("""
                            Expecting the captured log
                            to have at most 1 line about CONNECTION_RESET,
                            but it has 21.
                            > _  WARN com.example.Server: lost client 0
                                              java.net.SocketException: Connection reset
                            >  ... 20 more like this, the last at _
                             _  WARN com.example.Server: served client 0
                               ... 20 more like this, the last at _""");
        }

        @Test
        void showsOnlyWhatDecidedIfThereIsMuch() {
            IntStream.range(0, 60).forEach(i -> System.out.println("we" + "l".repeat(i)));
            System.out.println("lost: Broken pipe");
            assertThat(failureOf(() -> assertThatLog(log).hasAtMost(0).linesAboutConnectionLosses()))
                    .endsWith("but it has 1.\n> _  lost: Broken pipe");
            assertThat(Messages.failureOf(() -> assertThatLog(log).hasAtMost(0).linesAboutConnectionLosses()))
                    .endsWith("\n   ... 60 more lines");
        }

        @Test
        void watchesForWhatIsStillToCome() throws Exception {
            var server = new Thread(() -> LOGGER.warn("lost client 8: Connection reset by peer"));
            var watching = assertThatLog(log).watchedFor(FAR);
            server.start();
            assertThat(failureOf(() -> watching.hasAtMost(0).linesAboutConnectionLosses()))
                    .contains("but it has 1.\n");
            server.join();
            assertThatLog(log).watchedFor(SHORT).hasAtMost(1).linesAboutConnectionLosses();
        }

        @Test
        void endsWithTheLog() {
            LOGGER.warn("lost client 8: Connection reset by peer");
            log.close();
            assertThatLog(log).watchedFor(FAR).hasAtMost(1).linesAboutConnectionLosses();
        }

        @Test
        void refusesWhatCannotBe() {
            assertThatThrownBy(() -> assertThatLog(log).hasAtMost(-1).linesAboutConnectionLosses())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a log has 0 lines or more, but was to have at most -1");
            assertThatThrownBy(() -> assertThatLog(log).watchedFor(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class LinesInOwnWords {

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

    @Nested
    class HasAtLeast {

        @Test
        void waitsForWhatMustCome() throws Exception {
            var server = new Thread(() -> LOGGER.warn("lost client 8: Connection reset by peer"));
            server.start();
            assertThatLog(log)
                    .within(FAR)
                    .hasAtLeast(1)
                    .linesAbout(CONNECTION_RESET)
                    .hasAtLeast(1)
                    .linesPerSecond();
            server.join();
        }

        @Test
        void failsWhenTheTimeIsUp() {
            LOGGER.warn("lost client 8: Connection reset by peer");
            assertThat(failureOf(
                            () -> assertThatLog(log).within(SHORT).hasAtLeast(2).linesAboutConnectionLosses()))
                    .isEqualTo("""
                            Expecting the captured log
                            to have at least 2 lines about connection losses within 40 ms,
                            but it has 1.
                            > _  WARN com.example.Server: lost client 8: Connection reset by peer""");
        }

        @Test
        void failsAtOnceOnAClosedLog() {
            log.close();
            assertThat(failureOf(
                            () -> assertThatLog(log).within(FAR).hasAtLeast(1).linesAboutConnectionLosses()))
                    .isEqualTo("""
                            Expecting the captured log
                            to have at least 1 line about connection losses,
                            but it has none.
                               (nothing logged)""");
            assertThat(failureOf(
                            () -> assertThatLog(log).within(FAR).hasAtLeast(2).linesPerSecond()))
                    .contains("\nto have at least 2 lines in some second,\nbut it has none.\n");
        }

        @Test
        void isMoreThanNothing() {
            assertThatThrownBy(() -> assertThatLog(log).hasAtLeast(0).linesAboutConnectionLosses())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a log has 0 lines anyway, but was to have at least 0");
        }
    }

    @Nested
    class LinesPerSecond {

        private static LogEntry at(long millis) {
            return LogEntry.logged(ofMillis(millis).toNanos(), "Logback", "", "line", null);
        }

        private static LogJudge.Verdict rate(LogLimit limit, LogEntry... entries) {
            return new LogRateJudge(limit).judge(List.of(entries));
        }

        @Test
        void areCountedInAnySecond() {
            var entries = new LogEntry[] {at(0), at(900), at(1000), at(1899), at(5000)};
            assertThat(rate(LogLimit.atMost(3), entries).isFailed()).isFalse();
            assertThat(rate(LogLimit.atMost(2), entries))
                    .isEqualTo(LogJudge.Verdict.failed(
                            "the most were 3, within 999.000 ms", List.of(entries[1], entries[2], entries[3])));
        }

        @Test
        void areCountedFromTheFirst() {
            assertThat(rate(LogLimit.atMost(1), at(0), at(1000)).isFailed()).isFalse();
            assertThat(rate(LogLimit.atMost(0)).isFailed()).isFalse();
            assertThat(rate(LogLimit.atMost(0), at(0)).isFailed()).isTrue();
        }

        @Test
        void failWithTheBusiestMarked() {
            System.out.println("one");
            System.out.println("two");
            System.out.println("three");
            assertThatLog(log).hasAtMost(3).linesPerSecond();
            log.close();
            assertThat(failureOf(() -> assertThatLog(log).hasAtMost(0).linesPerSecond()))
                    .matches("""
                            Expecting the captured log
                            to have at most 0 lines in any second,
                            but the most were \\d, within _ ms\\.
                            (> _  .*\n?)+""");
        }
    }

    @Nested
    class HasNoStackTraceForAClientThatWentAway {

        @Test
        void passesOnLinesWithoutTraceAndOnTracesOfOthers() {
            LOGGER.warn("lost client 7: Connection reset by peer");
            LOGGER.warn("a mistake", new IllegalStateException("a mistake"));
            LOGGER.warn("refused", new ConnectException("Connection refused"));
            assertThatLog(log).hasNoStackTraceForAClientThatWentAway();
        }

        @Test
        void failsOnOneThatAFrameworkWasGiven() {
            LOGGER.error("cannot answer", new Delivery(new SocketException("Broken pipe")));
            assertThat(failureOf(() -> assertThatLog(log).hasNoStackTraceForAClientThatWentAway()))
                    .isEqualTo("""
                            Expecting the captured log
                            to have no stack trace for a client that went away,
                            but it has one.
                            > _  ERROR com.example.Server: cannot answer
                                    dev.peerless.assertions.LogTest$Delivery: 100% lost
                                    Caused by: java.net.SocketException: Broken pipe""");
        }

        @Test
        void failsOnOneThatWasPrinted() {
            reset().printStackTrace();
            new Delivery(new SocketException("Broken pipe")).printStackTrace(System.out);
            assertThat(failureOf(() -> assertThatLog(log).hasNoStackTraceForAClientThatWentAway()))
                    .startsWith("""
                            Expecting the captured log
                            to have no stack trace for a client that went away,
                            but it has 2.
                            > _  java.net.SocketException: Connection reset
                            > _  dev.peerless.assertions.LogTest$Delivery: 100% lost
                            """);
        }

        @Test
        void knowsWhatServersThrow() {
            LOGGER.error("cannot answer", new ClientAbortException());
            assertThat(failureOf(() -> assertThatLog(log).hasNoStackTraceForAClientThatWentAway()))
                    .contains("but it has one.\n");
        }

        @Test
        void passesWhenTheTimeIsUp() {
            assertThatLog(log).watchedFor(SHORT).hasNoStackTraceForAClientThatWentAway();
        }
    }

    @Nested
    class HasNoRepeatedStackTrace {

        @Test
        void passesOnDifferentOnes() {
            LOGGER.warn("one", reset());
            LOGGER.warn("same again, without trace: Connection reset");
            LOGGER.warn("another", new IllegalStateException("a mistake"));
            assertThatLog(log).hasNoRepeatedStackTrace();
        }

        @Test
        void failsOnWhatIsLoggedAndThrownOn() {
            var lost = reset();
            LOGGER.warn("lost", lost);
            LOGGER.warn("well");
            LOGGER.error("failed", new Delivery(lost));
            assertThat(failureOf(() -> assertThatLog(log).hasNoRepeatedStackTrace()))
                    .isEqualTo("""
                            Expecting the captured log
                            to have no stack trace more than once,
                            but one was logged 2 times.
                            > _  WARN com.example.Server: lost
                                    java.net.SocketException: Connection reset
                              _  WARN com.example.Server: well
                            > _  ERROR com.example.Server: failed
                                    dev.peerless.assertions.LogTest$Delivery: 100% lost
                                    Caused by: java.net.SocketException: Connection reset""");
        }

        @Test
        void failsOnWhatComesAgainAndAgainWhoeverShowsIt() {
            for (int i = 0; i < 3; i++) {
                var lost = new SocketException("lost client " + i);
                if (i == 0) {
                    lost.printStackTrace();
                } else {
                    LOGGER.warn("lost", lost);
                }
            }
            assertThat(failureOf(() -> assertThatLog(log).hasNoRepeatedStackTrace()))
                    .contains("but one was logged 3 times.\n");
        }

        @Test
        void passesWhenTheTimeIsUp() {
            assertThatLog(log).watchedFor(SHORT).hasNoRepeatedStackTrace();
        }
    }

    @Test
    void isInterruptedWithTheTest() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> assertThatLog(log).watchedFor(FAR).hasNoRepeatedStackTrace())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while watching a log");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void needsALog() {
        assertThatThrownBy(() -> assertThatLog(null).hasNoRepeatedStackTrace())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }
}
