package dev.peerless.assertions;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/** Hears Log4j 2. Loaded only where its core is present. */
final class Log4jCapture extends AbstractAppender {

    private static final AtomicInteger CAPTURES = new AtomicInteger();

    private final CapturedLog log;

    private Log4jCapture(CapturedLog log) {
        super("peerless-" + CAPTURES.incrementAndGet(), null, null, true, Property.EMPTY_ARRAY);
        this.log = log;
    }

    /** Gives {@code null} if its core is present but not what its interface works with. */
    static @Nullable Runnable attach(CapturedLog log) {
        if (!(LogManager.getContext(false) instanceof LoggerContext context)) {
            return null;
        }
        var capture = new Log4jCapture(log);
        capture.start();
        var loggers = ends(context.getConfiguration());
        loggers.forEach(logger -> logger.addAppender(capture, null, null));
        context.updateLoggers();
        return () -> {
            loggers.forEach(logger -> logger.removeAppender(capture.getName()));
            context.updateLoggers();
            capture.stop();
        };
    }

    /** The loggers at which events end that were not handed on. */
    private static List<LoggerConfig> ends(Configuration configuration) {
        // Where nothing is configured, the root is not among the others.
        return Stream.concat(
                        Stream.of(configuration.getRootLogger()),
                        configuration.getLoggers().values().stream().filter(logger -> !logger.isAdditive()))
                .distinct()
                .toList();
    }

    @Override
    public void append(LogEvent event) {
        log.add(
                "Log4j 2",
                event.getLevel() + " " + event.getLoggerName(),
                event.getMessage().getFormattedMessage(),
                event.getThrown());
    }
}
