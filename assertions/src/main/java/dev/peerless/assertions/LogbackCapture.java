package dev.peerless.assertions;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Hears Logback. Loaded only where that is present. */
final class LogbackCapture extends AppenderBase<ILoggingEvent> {

    private final CapturedLog log;

    private LogbackCapture(CapturedLog log) {
        this.log = log;
    }

    /** Gives {@code null} if it is present but not what SLF4J works with. */
    static @Nullable Runnable attach(CapturedLog log) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return null;
        }
        var capture = new LogbackCapture(log);
        capture.setContext(context);
        capture.start();
        var loggers = ends(context);
        loggers.forEach(logger -> logger.addAppender(capture));
        return () -> {
            loggers.forEach(logger -> logger.detachAppender(capture));
            capture.stop();
        };
    }

    /** The loggers at which events end that were not handed on. */
    private static List<Logger> ends(LoggerContext context) {
        return context.getLoggerList().stream()
                .filter(logger -> logger.getName().equals(Logger.ROOT_LOGGER_NAME) || !logger.isAdditive())
                .toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        log.add(
                "Logback",
                event.getLevel() + " " + event.getLoggerName(),
                event.getFormattedMessage(),
                event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null);
    }
}
