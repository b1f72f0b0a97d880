package dev.peerless.assertions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace in a log.
 *
 * @param type the class of the exception
 * @param message its message, if it has one
 * @param frames where it was made, the innermost call first; without modules, class loaders and jars
 */
record LoggedTrace(
        String type,
        @Nullable String message,
        List<String> frames,
        @Nullable LoggedTrace cause) {

    private static final int FRAMES_SHOWN = 3;

    /** Kotlin's methods may have spaces in their names; frameworks append the jar: {@code ~[netty.jar:4.1]}. */
    private static final Pattern FRAME = Pattern.compile("\\s+at (?:[^(\\s]*/)?"
            + "([^/(]+\\((?:[^()]+\\.\\w+(?::\\d+)?|Native Method|Unknown Source|<[^>]*>)\\))"
            + "(?: ~?\\[.*])?\\s*");

    private static final Pattern COMMON = Pattern.compile("\\s+\\.\\.\\. (\\d+) (?:more|common frames omitted)\\s*");
    private static final Pattern SUPPRESSED = Pattern.compile("\\s+Suppressed: .*");
    private static final Pattern CAUSED_BY = Pattern.compile("\\s*(?:Caused by|Wrapped by): (.*)");
    private static final Pattern HEADER =
            Pattern.compile("(?:.*?[\\s:])??((?:[\\w$]+\\.)+[A-Z][\\w$]*)(?:: ?(.*))?", Pattern.DOTALL);

    static LoggedTrace of(Throwable throwable) {
        LoggedTrace trace = null;
        var links = ExceptionUtils.getThrowableList(throwable);
        for (int i = links.size() - 1; i >= 0; i--) {
            var link = links.get(i);
            var frames =
                    Arrays.stream(link.getStackTrace()).map(LoggedTrace::bare).toList();
            trace = new LoggedTrace(link.getClass().getName(), link.getMessage(), frames, trace);
        }
        return Objects.requireNonNull(trace);
    }

    private static String bare(StackTraceElement frame) {
        return new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                .toString();
    }

    /** Tells whether a line belongs to a stack trace that has begun before it. */
    static boolean isContinuation(String line) {
        return Stream.of(FRAME, COMMON, SUPPRESSED, CAUSED_BY)
                .anyMatch(form -> form.matcher(line).matches());
    }

    /** Reads a stack trace as the JDK prints it, or gives {@code null} if these lines are none. */
    static @Nullable LoggedTrace parse(String header, List<String> continued) {
        return continued.isEmpty() ? null : parse(header, continued, List.of());
    }

    private static @Nullable LoggedTrace parse(String header, List<String> continued, List<String> enclosing) {
        var matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return null;
        }
        var frames = new ArrayList<String>();
        boolean suppressed = false;
        LoggedTrace cause = null;
        for (int i = 0; i < continued.size() && cause == null; i++) {
            var line = continued.get(i);
            var frame = FRAME.matcher(line);
            var common = COMMON.matcher(line);
            var causedBy = CAUSED_BY.matcher(line);
            if (causedBy.matches() && !(suppressed && Character.isWhitespace(line.charAt(0)))) {
                cause = parse(causedBy.group(1), continued.subList(i + 1, continued.size()), frames);
            } else if (suppressed || SUPPRESSED.matcher(line).matches()) {
                suppressed = true;
            } else if (frame.matches()) {
                frames.add(frame.group(1));
            } else if (common.matches()) {
                int count = Math.min(Integer.parseInt(common.group(1)), enclosing.size());
                frames.addAll(enclosing.subList(enclosing.size() - count, enclosing.size()));
            }
        }
        return new LoggedTrace(matcher.group(1), matcher.group(2), List.copyOf(frames), cause);
    }

    boolean hasFrames() {
        return links().anyMatch(link -> !link.frames.isEmpty());
    }

    boolean repeats(LoggedTrace earlier) {
        return links().anyMatch(link -> !link.frames.isEmpty()
                && earlier.links().anyMatch(other -> other.type.equals(link.type) && other.frames.equals(link.frames)));
    }

    /** Gives what is the same each time that it happens again. */
    LoggedTrace withoutMessages() {
        return new LoggedTrace(type, null, frames, cause == null ? null : cause.withoutMessages());
    }

    /** The classes of the exceptions, from the outermost to the innermost. */
    Stream<String> types() {
        return links().map(LoggedTrace::type);
    }

    private Stream<LoggedTrace> links() {
        return cause == null ? Stream.of(this) : Stream.concat(Stream.of(this), cause.links());
    }

    /** Makes an exception that tells of the network what the text tells. */
    Throwable asThrowable() {
        return NamedExceptions.make(type, message, cause == null ? null : cause.asThrowable());
    }

    /** Writes down its beginning, each line on a new one. */
    String shown(String indent, boolean withHeader) {
        var text = new StringBuilder();
        if (withHeader) {
            text.append('\n').append(indent).append(header());
        }
        frames.stream()
                .limit(FRAMES_SHOWN)
                .forEach(frame ->
                        text.append('\n').append(indent).append("    at ").append(frame));
        if (frames.size() > FRAMES_SHOWN) {
            text.append('\n')
                    .append(indent)
                    .append("    ... ")
                    .append(frames.size() - FRAMES_SHOWN)
                    .append(" more");
        }
        if (cause != null) {
            text.append('\n')
                    .append(indent)
                    .append("Caused by: ")
                    .append(cause.header())
                    .append(cause.shown(indent, false));
        }
        return text.toString();
    }

    private String header() {
        return message == null ? type : type + ": " + message;
    }
}
