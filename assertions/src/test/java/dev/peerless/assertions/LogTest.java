package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static dev.peerless.assertions.ServerLog.LOGGER;
import static dev.peerless.assertions.ServerLog.failureOf;
import static dev.peerless.assertions.ServerLog.reset;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.assertions.ServerLog.Delivery;
import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.CapturesLog;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How many lines a log has about the network, and what assertions on logs have in common. */
@CapturesLog
class LogTest {

    @AutoClose
    private final CapturedLog log = CapturedLog.start();

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
                                    dev.peerless.assertions.ServerLog$Delivery: 100% lost
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
                            > _  dev.peerless.assertions.ServerLog$Delivery: 100% lost
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
