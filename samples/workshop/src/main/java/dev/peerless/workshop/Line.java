package dev.peerless.workshop;

import dev.peerless.transcript.TerminalForm;
import java.util.List;

/**
 * A line on the screen.
 *
 * @param kind how it is to look, where there are colours
 * @param text without line end
 */
record Line(Kind kind, String text) {

    /** What a line is. */
    enum Kind {
        PLAIN(""),
        TITLE("1;36"),
        HEADING("1"),
        GOOD("1;32"),
        BAD("1;31"),
        HINT("33"),
        DIM("2");

        private final String codes;

        Kind(String codes) {
            this.codes = codes;
        }
    }

    static final Line EMPTY = plain("");

    static Line plain(String text) {
        return new Line(Kind.PLAIN, text);
    }

    /** Makes a line of each line of a text. */
    static List<Line> all(Kind kind, String text) {
        return text.lines().map(line -> new Line(kind, line.stripTrailing())).toList();
    }

    /** Breaks a text at the width of the screen. */
    static List<Line> wrapped(Kind kind, String text) {
        return text.lines()
                .flatMap(line -> Columns.wrap(line, Screens.WIDTH).stream())
                .map(line -> new Line(kind, line))
                .toList();
    }

    /** The same, further to the right. */
    Line indented() {
        return text.isEmpty() ? this : new Line(kind, "  " + text);
    }

    /** A line of a transcript has colours of its own. */
    String coloured() {
        return kind == Kind.PLAIN ? TerminalForm.COLOURED.of(text) : TerminalForm.COLOURED.styled(kind.codes, text);
    }
}
