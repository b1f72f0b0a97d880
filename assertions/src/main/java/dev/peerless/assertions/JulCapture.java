package dev.peerless.assertions;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hears {@code java.util.logging}. Loaded only where that is present. */
final class JulCapture extends Handler {

    private final CapturedLog log;
    private final SimpleFormatter formatter = new SimpleFormatter();

    private JulCapture(CapturedLog log) {
        this.log = log;
    }

    static Runnable attach(CapturedLog log) {
        var capture = new JulCapture(log);
        var loggers = ends();
        loggers.forEach(logger -> logger.addHandler(capture));
        return () -> loggers.forEach(logger -> logger.removeHandler(capture));
    }

    /** The loggers at which events end that were not handed on. */
    private static List<Logger> ends() {
        var manager = LogManager.getLogManager();
        return Collections.list(manager.getLoggerNames()).stream()
                .map(manager::getLogger)
                .filter(Objects::nonNull)
                .filter(logger -> logger.getName().isEmpty() || !logger.getUseParentHandlers())
                .toList();
    }

    @Override
    public void publish(LogRecord logged) {
        log.add(
                "java.util.logging",
                logged.getLevel() + " " + logged.getLoggerName(),
                formatter.formatMessage(logged),
                logged.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
