package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a line of a log says of a network failure: one of the texts of exceptions, by itself or between punctuation,
 * as in {@code "client 7 gone (java.io.IOException: Broken pipe), 3 left"}.
 */
final class Mention {

    private static final Pattern BOUNDARY = Pattern.compile("^|$|[:;,]\\s|\\s-+\\s|[()\\[\\]{}\"'!]|\\.\\s|\\.$");
    private static final Pattern TYPE = Pattern.compile("(?:[\\w$]+\\.)+[A-Z][\\w$]*");

    /** Of the JDK, which has a class of its own for it and so no need of the text. */
    private static final String READ_TIMED_OUT = "Read timed out";

    /** Beyond, a line is no sentence but data. */
    private static final int MOST_PARTS = 24;

    private Mention() {}

    static NetworkFailure in(String text) {
        var parts = parts(text);
        for (int from = 0; from < parts.size(); from++) {
            for (int to = parts.size() - 1; to >= from; to--) {
                var type = parts.get(from).text(text);
                var told = TYPE.matcher(type).matches()
                        ? ofException(type, from < to ? parts.get(from + 1).upTo(parts.get(to), text) : null)
                        : ofText(parts.get(from).upTo(parts.get(to), text));
                if (told != NetworkFailure.UNKNOWN) {
                    return told;
                }
            }
        }
        return NetworkFailure.UNKNOWN;
    }

    private static NetworkFailure ofException(String type, @Nullable String message) {
        return NetworkFailure.of(NamedExceptions.make(type, message, null));
    }

    /** One word alone, such as "closed" or "timeout", may be about anything. */
    private static NetworkFailure ofText(String text) {
        if (text.equalsIgnoreCase(READ_TIMED_OUT)) {
            return NetworkFailure.READ_TIMED_OUT;
        }
        return text.indexOf(' ') < 0 ? NetworkFailure.UNKNOWN : NetworkFailure.of(new IOException(text));
    }

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var boundaries = BOUNDARY.matcher(text);
        int from = 0;
        while (boundaries.find() && parts.size() < MOST_PARTS) {
            var part = new Part(from, boundaries.start());
            if (part.from < part.to && !part.text(text).isEmpty()) {
                parts.add(part);
            }
            from = boundaries.end();
        }
        return parts;
    }

    private record Part(int from, int to) {

        String text(String line) {
            return line.substring(from, to).strip();
        }

        String upTo(Part last, String line) {
            return line.substring(from, last.to).strip();
        }
    }
}
