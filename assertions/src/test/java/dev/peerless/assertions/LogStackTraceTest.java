package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static dev.peerless.assertions.ServerLog.LOGGER;
import static dev.peerless.assertions.ServerLog.failureOf;
import static dev.peerless.assertions.ServerLog.reset;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.assertions.ServerLog.ClientAbortException;
import dev.peerless.assertions.ServerLog.Delivery;
import dev.peerless.junit.CapturesLog;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Stack traces that a log had better not have. */
@CapturesLog
class LogStackTraceTest {

    @AutoClose
    private final CapturedLog log = CapturedLog.start();

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
                                    dev.peerless.assertions.ServerLog$Delivery: 100% lost
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
                            > _  dev.peerless.assertions.ServerLog$Delivery: 100% lost
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
                                    dev.peerless.assertions.ServerLog$Delivery: 100% lost
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
}
