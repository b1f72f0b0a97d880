package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log, with the stack trace that belongs to it.
 *
 * @param source the framework, or {@code System.out} and {@code System.err}
 * @param origin its level and logger, if a framework tells
 * @param message what it says, without the stack trace
 * @param thrown what a framework was given to log
 * @param trace the stack trace, from {@code thrown} or from a console's text
 */
record LogEntry(
        long nanos,
        String source,
        String origin,
        String message,
        @Nullable Throwable thrown,
        @Nullable LoggedTrace trace) {

    private static final String INDENT = "                  ";

    private static final Pattern WITH_DIGITS = Pattern.compile("\\b\\w*\\d\\w*");

    static LogEntry logged(
            long nanos, String source, String origin, @Nullable String message, @Nullable Throwable thrown) {
        return new LogEntry(
                nanos,
                source,
                origin,
                message == null ? "" : message,
                thrown,
                thrown == null ? null : LoggedTrace.of(thrown));
    }

    static LogEntry printed(long nanos, String source, String line, List<String> continued) {
        return new LogEntry(nanos, source, "", line, null, LoggedTrace.parse(line, continued));
    }

    /** What it tells of the network: first by what was thrown, then by what it says. */
    NetworkFailure failure() {
        var told = NetworkFailure.UNKNOWN;
        if (thrown != null) {
            told = NetworkFailure.of(thrown);
        } else if (trace != null) {
            told = NetworkFailure.of(trace.asThrowable());
        }
        return told == NetworkFailure.UNKNOWN ? Mention.in(message) : told;
    }

    boolean hasStackTrace() {
        return trace != null && trace.hasFrames();
    }

    /** Tells whether a stack trace that the other shows is shown again here, be it as a cause. */
    boolean repeats(LogEntry earlier) {
        return trace != null && earlier.trace != null && trace.repeats(earlier.trace);
    }

    /** Tells whether the other is the same, handed on to another framework. */
    boolean isBridged(LogEntry next) {
        return !source.equals(next.source) && message.equals(next.message) && Objects.equals(thrown, next.thrown);
    }

    String line() {
        return origin.isEmpty() ? message : origin + ": " + message;
    }

    /**
     * What entries that are alike have in common: level and logger, and the stack trace but for its messages; or, where
     * it has none, the words of the message.
     *
     * @param words without numbers, addresses and the like
     */
    record Kind(
            String origin,
            String words,
            NetworkFailure failure,
            @Nullable LoggedTrace trace) {}

    Kind kind() {
        return trace != null && trace.hasFrames()
                ? new Kind(origin, "", failure(), trace.withoutMessages())
                : new Kind(origin, WITH_DIGITS.matcher(message).replaceAll("#"), NetworkFailure.UNKNOWN, trace);
    }

    String time(long epoch) {
        return String.format(Locale.ROOT, "%+.3f ms", (nanos - epoch) / 1e6);
    }

    String shown(long epoch) {
        var first = StringUtils.leftPad(time(epoch), 15) + "  " + line();
        // The header of a trace on a console is the line itself.
        return trace == null ? first : first + trace.shown(INDENT, thrown != null);
    }
}
