package dev.peerless.workshop;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows Markdown on a plain terminal: as much of it as the lessons' texts use. */
final class Markdown {

    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*]|\\d+\\.) +(.*)");
    private static final Pattern HEADING = Pattern.compile("#+ +(.*)");
    private static final Pattern TABLE_RULE = Pattern.compile("\\|[\\s:|-]+\\|?");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(([^)]+)\\)");
    private static final Pattern STRONG = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern EMPHASIS = Pattern.compile("(?<![\\w*`])\\*([^*\\s][^*]*)\\*(?![\\w*])");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    /** The longest code that stays in one piece, of a line's width. */
    private static final double LONGEST_PIECE = 0.75;

    private final int width;
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final List<List<String>> table = new ArrayList<>();
    private String indent = "";
    private String bullet = "";

    private Markdown(int width) {
        this.width = width;
    }

    /** Gives the lines of a text, not wider than so many columns except where they cannot be broken. */
    static List<Line> lines(String markdown, int width) {
        var shown = new Markdown(width);
        boolean code = false;
        for (var line : markdown.lines().toList()) {
            if (line.strip().startsWith("```")) {
                shown.endBlock();
                code = !code;
            } else if (code) {
                shown.lines.add(Line.plain("  " + line));
            } else {
                shown.take(line);
            }
        }
        shown.endBlock();
        return shown.lines;
    }

    private void take(String line) {
        var heading = HEADING.matcher(line);
        var item = ITEM.matcher(line);
        if (line.startsWith("|")) {
            endParagraph();
            takeRow(line);
        } else if (line.isBlank()) {
            endBlock();
            if (!lines.isEmpty() && !lines.get(lines.size() - 1).equals(Line.EMPTY)) {
                lines.add(Line.EMPTY);
            }
        } else if (heading.matches()) {
            endBlock();
            lines.add(new Line(Line.Kind.HEADING, inline(heading.group(1))));
        } else if (item.matches()) {
            endBlock();
            bullet = item.group(1) + item.group(2) + " ";
            indent = " ".repeat(bullet.length());
            paragraph.append(item.group(3).strip());
        } else {
            join(line.strip());
        }
    }

    private void join(String line) {
        if (!paragraph.isEmpty()) {
            paragraph.append(
                    Columns.needsSpace(paragraph.codePointBefore(paragraph.length()), line.codePointAt(0)) ? " " : "");
        }
        paragraph.append(line);
    }

    private void takeRow(String line) {
        if (!TABLE_RULE.matcher(line).matches()) {
            var row = line.strip().replaceAll("^\\||\\|$", "");
            var cells = new ArrayList<String>();
            for (var cell : row.split("\\|", -1)) {
                cells.add(inline(cell.strip()));
            }
            table.add(cells);
        }
    }

    private void endBlock() {
        endParagraph();
        endTable();
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            var start = bullet;
            for (var line : Columns.wrap(codeInOnePiece(inline(paragraph.toString())), width - indent.length())) {
                lines.add(Line.plain(start + line));
                start = indent;
            }
        }
        paragraph.setLength(0);
        indent = "";
        bullet = "";
    }

    /** Code that is torn at a space is hard to read; only what takes nearly a line by itself may be. */
    private String codeInOnePiece(String text) {
        return CODE.matcher(text).replaceAll(found -> {
            var code = found.group();
            return Matcher.quoteReplacement(Columns.width(code) <= width * LONGEST_PIECE ? Columns.joined(code) : code);
        });
    }

    private void endTable() {
        int columns = table.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        table.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        });
        for (var row : table) {
            var line = new StringBuilder("  ");
            for (int i = 0; i < row.size(); i++) {
                line.append(Columns.padded(row.get(i), widths[i])).append("   ");
            }
            lines.add(Line.plain(line.toString().stripTrailing()));
        }
        table.clear();
    }

    /** Emphasis and links become their words; code keeps its marks, in which stars are stars. */
    static String inline(String text) {
        var shown = new StringBuilder();
        int end = 0;
        var code = CODE.matcher(text);
        while (code.find()) {
            shown.append(text, end, code.start())
                    .append(code.group().replace('*', '\uE000').replace('[', '\uE001'));
            end = code.end();
        }
        shown.append(text.substring(end));
        var plain = LINK.matcher(shown).replaceAll("$1");
        plain = STRONG.matcher(plain).replaceAll("$1");
        plain = EMPHASIS.matcher(plain).replaceAll("$1");
        // Where a text had a space only for the sake of its stars.
        plain = plain.replaceAll("(?<=[：，。；！？、]) +", "");
        return plain.replace('\uE000', '*').replace('\uE001', '[').replace("\\|", "|");
    }
}
