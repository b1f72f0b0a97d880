package dev.peerless.assertions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the lines together that one thread prints on one console. Guarded by the lock of the log. */
final class PrintedLines {

    private final String source;
    private @Nullable Printed last;

    PrintedLines(String source) {
        this.source = source;
    }

    /** Gives what the line begins, or {@code null} if it continues the one before it. */
    CapturedLog.@Nullable Logged add(String line, long now) {
        if (last != null && LoggedTrace.isContinuation(line)) {
            last.continued.add(line);
            return null;
        }
        last = new Printed(now, line);
        return last;
    }

    private final class Printed implements CapturedLog.Logged {

        private final long nanos;
        private final String line;
        private final List<String> continued = new ArrayList<>();

        Printed(long nanos, String line) {
            this.nanos = nanos;
            this.line = line;
        }

        @Override
        public LogEntry entry() {
            return LogEntry.printed(nanos, source, line, continued);
        }
    }
}
