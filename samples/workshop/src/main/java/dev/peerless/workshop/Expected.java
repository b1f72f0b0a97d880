package dev.peerless.workshop;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The message that an untouched exercise fails with, as {@code fails-with.txt} tells it. */
final class Expected {

    private static final String ANYTHING = "…";

    private Expected() {}

    /**
     * Compares a message with what is expected. {@code …} stands for any text within a line; alone in the last line for anything
     * that follows.
     *
     * @return the first line that differs, or {@code null} if there is none
     */
    static @Nullable String difference(String expected, String message) {
        var wanted = expected.strip().lines().map(String::stripTrailing).toList();
        var seen = message.strip().lines().map(String::stripTrailing).toList();
        boolean open = wanted.get(wanted.size() - 1).equals(ANYTHING);
        int lines = open ? wanted.size() - 1 : wanted.size();
        for (int i = 0; i < lines; i++) {
            if (i >= seen.size() || !matches(wanted.get(i), seen.get(i))) {
                return "line " + (i + 1) + ", expected: " + wanted.get(i) + "\n" + "line " + (i + 1) + ", but was:  "
                        + line(seen, i);
            }
        }
        return open || seen.size() == lines ? null : "not expected any more: " + line(seen, lines);
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(the end)";
    }

    private static boolean matches(String wanted, String seen) {
        var parts = new StringBuilder();
        for (var part : wanted.split(ANYTHING, -1)) {
            parts.append(parts.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return seen.matches(parts.toString());
    }
}
