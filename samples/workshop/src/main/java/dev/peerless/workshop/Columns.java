package dev.peerless.workshop;

import java.util.ArrayList;
import java.util.List;

/** How wide text is on a terminal, where a Chinese character takes two columns, and where a line of it may end. */
final class Columns {

    /** Unicode's word joiner: no line ends beside it, and it is not shown. */
    private static final char JOINER = '\u2060';

    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE4F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x3FFFF},
    };
    private static final String NEVER_FIRST = "，。、；：！？）》」』】”’·…,.;:!?)]}";
    private static final String NEVER_LAST = "（《「『【“‘([{";

    private Columns() {}

    /** The columns that a text takes. */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int character) {
        if (character == JOINER) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    static boolean isWide(int character) {
        for (var range : WIDE) {
            if (character >= range[0] && character <= range[1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the end of a line between two characters stands for a space: not in Chinese, and not at Chinese punctuation. */
    static boolean needsSpace(int before, int after) {
        if (isWide(before)) {
            return !isWide(after) && NEVER_FIRST.indexOf(before) < 0 && NEVER_LAST.indexOf(before) < 0;
        }
        return !isWide(after) || NEVER_LAST.indexOf(after) < 0;
    }

    /** Fills a text up with spaces. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** Makes one word of a text, for {@link #wrap}. */
    static String joined(String text) {
        var joined = new StringBuilder();
        text.codePoints()
                .forEach(character -> joined.append(joined.isEmpty() ? "" : String.valueOf(JOINER))
                        .appendCodePoint(character));
        return joined.toString();
    }

    /** Breaks a text into lines, between words or between Chinese characters; what has no such place goes beyond the width. */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var piece : pieces(text)) {
            if (!line.isEmpty() && width(line.toString()) + width(piece.stripTrailing()) > width) {
                lines.add(shown(line));
                line.setLength(0);
            }
            line.append(piece);
        }
        lines.add(shown(line));
        return lines;
    }

    private static String shown(StringBuilder line) {
        return line.toString().replace(String.valueOf(JOINER), "").stripTrailing();
    }

    /** What must not be torn apart, each with the spaces behind it. */
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        int before = 0;
        for (int character : text.codePoints().toArray()) {
            if (!piece.isEmpty() && mayBreak(before, character)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(character);
            before = character;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean mayBreak(int before, int after) {
        if (before == JOINER || after == JOINER) {
            return false;
        }
        if (before == ' ') {
            return after != ' ';
        }
        return (isWide(before) || isWide(after))
                && after != ' '
                && NEVER_FIRST.indexOf(after) < 0
                && NEVER_LAST.indexOf(before) < 0;
    }
}
