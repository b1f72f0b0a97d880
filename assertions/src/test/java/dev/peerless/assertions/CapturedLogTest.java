package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.peerless.junit.CapturesLog;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is captured of logging frameworks. */
@CapturesLog
class CapturedLogTest {

    private static final SocketException BROKEN_PIPE = new SocketException("Broken pipe");

    @Nested
    class OfJavaUtilLogging {

        private final java.util.logging.Logger logger = java.util.logging.Logger.getLogger("com.example.Server");

        @Test
        void takesWhatIsLogged() {
            try (var log = CapturedLog.start()) {
                logger.log(Level.WARNING, "lost client {0}", 7);
                logger.log(Level.WARNING, "lost another", BROKEN_PIPE);
                logger.fine("not logged");
                assertThat(log.lines())
                        .containsExactly(
                                "WARNING com.example.Server: lost client 7",
                                "WARNING com.example.Server: lost another");
                assertThat(log.snapshot().entries().get(1).thrown()).isSameAs(BROKEN_PIPE);
            }
        }

        @Test
        void takesWhatDoesNotReachTheRoot() {
            logger.setUseParentHandlers(false);
            try (var log = CapturedLog.start()) {
                logger.warning("kept to itself");
                assertThat(log.lines()).containsExactly("WARNING com.example.Server: kept to itself");
            } finally {
                logger.setUseParentHandlers(true);
            }
        }

        @Test
        void doesNotCountWhatItPrints() {
            var out = System.err;
            var log = CapturedLog.start();
            var handler = new ConsoleHandler();
            logger.addHandler(handler);
            try (log) {
                logger.warning("once");
                assertThat(log.lines()).containsExactly("WARNING com.example.Server: once");
            } finally {
                logger.removeHandler(handler);
                assertThat(System.err).isSameAs(out);
            }
        }

        @Test
        void leavesNothingBehind() {
            int before = java.util.logging.Logger.getLogger("").getHandlers().length;
            var log = CapturedLog.start();
            log.close();
            logger.warning("too late");
            assertThat(log.lines()).isEmpty();
            assertThat(java.util.logging.Logger.getLogger("").getHandlers()).hasSize(before);
        }
    }

    @Nested
    class OfLogback {

        private final org.slf4j.Logger logger = LoggerFactory.getLogger("com.example.Server");

        @Test
        void takesWhatIsLogged() {
            try (var log = CapturedLog.start()) {
                logger.warn("lost client {}", 7);
                logger.warn("lost another", BROKEN_PIPE);
                logger.debug("not logged");
                assertThat(log.lines())
                        .containsExactly(
                                "WARN com.example.Server: lost client 7", "WARN com.example.Server: lost another");
                assertThat(log.snapshot().entries().get(1).thrown()).isSameAs(BROKEN_PIPE);
            }
        }

        @Test
        void takesWhatDoesNotReachTheRoot() {
            var logback = (ch.qos.logback.classic.Logger) logger;
            logback.setAdditive(false);
            try (var log = CapturedLog.start()) {
                logger.warn("kept to itself");
                assertThat(log.lines()).containsExactly("WARN com.example.Server: kept to itself");
            } finally {
                logback.setAdditive(true);
            }
        }

        @Test
        void doesNotCountWhatItPrints() {
            var context = (LoggerContext) LoggerFactory.getILoggerFactory();
            var encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%msg%n");
            encoder.start();
            var console = new ConsoleAppender<ILoggingEvent>();
            console.setContext(context);
            console.setEncoder(encoder);
            console.start();
            var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.addAppender(console);
            try (var log = CapturedLog.start()) {
                logger.warn("once", BROKEN_PIPE);
                assertThat(log.lines()).containsExactly("WARN com.example.Server: once");
            } finally {
                root.detachAppender(console);
            }
        }

        @Test
        void leavesNothingBehind() {
            var before = appenders();
            var log = CapturedLog.start();
            log.close();
            logger.warn("too late");
            assertThat(log.lines()).isEmpty();
            assertThat(appenders()).isEqualTo(before);
        }

        private static List<Appender<ILoggingEvent>> appenders() {
            var root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            var appenders = new ArrayList<Appender<ILoggingEvent>>();
            root.iteratorForAppenders().forEachRemaining(appenders::add);
            return appenders;
        }
    }

    @Nested
    class OfLog4j {

        private final org.apache.logging.log4j.Logger logger = LogManager.getLogger("com.example.Server");

        @Test
        void takesWhatIsLoggedAndDoesNotCountWhatItPrints() {
            try (var log = CapturedLog.start()) {
                logger.error("lost client {}", 7);
                logger.error("lost another", BROKEN_PIPE);
                logger.debug("not logged");
                assertThat(log.lines())
                        .containsExactly(
                                "ERROR com.example.Server: lost client 7", "ERROR com.example.Server: lost another");
                assertThat(log.snapshot().entries().get(1).thrown()).isSameAs(BROKEN_PIPE);
            }
        }

        @Test
        void leavesNothingBehind() {
            var context = (org.apache.logging.log4j.core.LoggerContext) LogManager.getContext(false);
            int before =
                    context.getConfiguration().getRootLogger().getAppenders().size();
            var log = CapturedLog.start();
            log.close();
            logger.error("too late");
            assertThat(log.lines()).isEmpty();
            assertThat(context.getConfiguration().getRootLogger().getAppenders())
                    .hasSize(before);
        }
    }

    @Test
    void countsOnceWhatABridgeHandsOn() {
        var logger = java.util.logging.Logger.getLogger("com.example.Server");
        var bridge = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                LoggerFactory.getLogger(logged.getLoggerName()).warn(logged.getMessage(), logged.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(bridge);
        try (var log = CapturedLog.start()) {
            logger.log(Level.WARNING, "lost", BROKEN_PIPE);
            logger.log(Level.WARNING, "lost", BROKEN_PIPE);
            assertThat(log.lines()).containsExactly("WARN com.example.Server: lost", "WARN com.example.Server: lost");
        } finally {
            logger.removeHandler(bridge);
        }
    }

    @Test
    void isShownWithTimesAndShortenedTraces() {
        var log = CapturedLog.start();
        try (log) {
            System.out.println("first");
            LoggerFactory.getLogger("com.example.Server")
                    .warn("lost", new IOException("100% lost", new SocketException("Broken pipe")));
        }
        var frame =
                " +at dev\\.peerless\\.assertions\\.CapturedLogTest\\.isShown.*\n( +at .*\n){2} +\\.\\.\\. \\d+ more";
        assertThat(Messages.masked(log.toString()))
                .matches(" _  first\n"
                        + " _  WARN com\\.example\\.Server: lost\n"
                        + " +java\\.io\\.IOException: 100% lost\n"
                        + frame
                        + "\n +Caused by: java\\.net\\.SocketException: Broken pipe\n"
                        + frame);
        var silent = CapturedLog.start();
        silent.close();
        assertThat(silent).hasToString("(nothing logged)");
    }
}
