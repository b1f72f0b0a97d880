package dev.peerless.workshop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A message, as much of it as a terminal shows at a time.
 *
 * @param lines those that are shown
 * @param whole whether that is all of it
 */
record Fitted(List<String> lines, boolean whole) {

    private static final String CUT = "\u2026";
    /** Above a message: which test failed, and whether others did. Below: where, the report, the file, the keys, the prompt. */
    private static final int ROWS_AROUND = 14;

    private static final int LEAST_ROWS = 12;

    Fitted {
        lines = List.copyOf(lines);
    }

    /**
     * Cuts lines that are too long, and leaves out the middle of what has too many. Its beginning says what was expected, and
     * its end what came last.
     *
     * @param leftOut says how many lines are not shown
     */
    static Fitted to(TerminalSize size, List<String> lines, IntFunction<String> leftOut) {
        var shown = new ArrayList<String>();
        boolean whole = true;
        for (var line : lines) {
            var cut = cut(line, size.columns());
            whole &= cut.equals(line);
            shown.add(cut);
        }
        int room = Math.max(LEAST_ROWS, size.rows() - ROWS_AROUND);
        if (shown.size() <= room) {
            return new Fitted(shown, whole);
        }
        int head = room * 2 / 3;
        int tail = room - head - 1;
        var fitted = new ArrayList<>(shown.subList(0, head));
        fitted.add(leftOut.apply(shown.size() - head - tail));
        fitted.addAll(shown.subList(shown.size() - tail, shown.size()));
        return new Fitted(fitted, false);
    }

    private static String cut(String line, int columns) {
        if (Columns.width(line) <= columns) {
            return line;
        }
        int end = line.length();
        while (Columns.width(line.substring(0, end)) > columns - 1) {
            end = line.offsetByCodePoints(end, -1);
        }
        return line.substring(0, end) + CUT;
    }
}
