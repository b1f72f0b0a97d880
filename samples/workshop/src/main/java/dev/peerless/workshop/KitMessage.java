package dev.peerless.workshop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** The message of an assertion, as a terminal can take it. */
final class KitMessage {

    /** Of a transcript, or of what netstat prints. */
    private static final Pattern IN_COLUMNS = Pattern.compile(".*\\S {2,}\\S.*");

    private static final Pattern FRAME = Pattern.compile("\\s*at .*");
    private static final Pattern JDK_FRAME = Pattern.compile("\\s*at (?:java\\.base/)?(?:java|javax|jdk|sun)\\..*");
    private static final String HANGING = "  ";

    private KitMessage() {}

    /**
     * Breaks sentences at the width, and folds what lies within the JDK. Lines in columns and those of a stack trace stay
     * whole, since that is how they are read.
     *
     * @param folded says how many lines of a stack trace were left out
     */
    static List<String> lines(String message, int width, IntFunction<String> folded) {
        var lines = new ArrayList<String>();
        var jdk = new ArrayList<String>();
        for (var line : message.lines().map(String::stripTrailing).toList()) {
            if (JDK_FRAME.matcher(line).matches()) {
                jdk.add(line);
                continue;
            }
            fold(jdk, lines, folded);
            if (IN_COLUMNS.matcher(line).matches() || FRAME.matcher(line).matches()) {
                lines.add(line);
            } else {
                wrap(line, width, lines);
            }
        }
        fold(jdk, lines, folded);
        return lines;
    }

    private static void fold(List<String> jdk, List<String> lines, IntFunction<String> folded) {
        if (jdk.size() < 2) {
            lines.addAll(jdk);
        } else {
            lines.add(indent(jdk.get(0)) + folded.apply(jdk.size()));
        }
        jdk.clear();
    }

    private static void wrap(String line, int width, List<String> lines) {
        if (Columns.width(line) <= width) {
            lines.add(line);
            return;
        }
        var before = indent(line);
        for (var part : Columns.wrap(line.strip(), width - before.length() - HANGING.length())) {
            lines.add(before + part);
            before = indent(line) + HANGING;
        }
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
