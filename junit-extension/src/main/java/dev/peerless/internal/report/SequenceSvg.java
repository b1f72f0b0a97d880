package dev.peerless.internal.report;

import dev.peerless.transcript.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws one connection as a sequence diagram: the code under test on the left, the peer on the right, time from above.
 * Time is compressed: one line an event, and a break where nothing happened for long. The page's script can draw it to
 * scale, by the microseconds that each line carries.
 */
final class SequenceSvg {

    private static final int WIDTH = 800;
    private static final int LEFT = 150;
    private static final int RIGHT = 770;
    private static final int TOP = 62;
    private static final int LINE = 34;
    private static final int BREAK = 26;
    private static final int LABEL = 84;
    private static final long LONG_SILENCE_NANOS = 10_000_000;

    private final Lane lane;
    private final StringBuilder lines = new StringBuilder();
    private final List<int[]> stalls = new ArrayList<>();
    private final List<Integer> tops = new ArrayList<>();
    private int y = TOP;
    private int stalledSince = -1;

    private SequenceSvg(Lane lane) {
        this.lane = lane;
    }

    static String of(Lane lane) {
        return new SequenceSvg(lane).draw();
    }

    private String draw() {
        rows(lane.before());
        if (lane.leftOut() > 0) {
            breakOff(lane.omission());
        }
        rows(lane.after());
        endStall(tops.size() - 1);
        var head = String.format(
                Locale.ROOT,
                "<svg class=\"seq\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-label=\"%s\">",
                WIDTH,
                y,
                WIDTH,
                y,
                Html.text("Sequence diagram of " + lane.name() + "; the table below says the same"));
        return head + actor(LEFT, "code under test") + actor(RIGHT, "peer") + life(LEFT) + life(RIGHT) + bars() + lines
                + "</svg>\n";
    }

    private void rows(List<Row> rows) {
        Row before = null;
        for (var row : rows) {
            if (before != null && row.nanos() - before.nanos() >= LONG_SILENCE_NANOS) {
                breakOff(silence(row.nanos() - before.nanos()));
            }
            row(row);
            before = row;
        }
    }

    private static String silence(long nanos) {
        return nanos < 1_000_000_000
                ? String.format(Locale.ROOT, "%.0f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    private void breakOff(String why) {
        lines.append(String.format(
                Locale.ROOT,
                "<g class=\"gap\"><path d=\"M%d %dv%dM%d %dv%d\"/><text x=\"%d\" y=\"%d\">%s</text></g>%n",
                LEFT,
                y - 14,
                BREAK,
                RIGHT,
                y - 14,
                BREAK,
                (LEFT + RIGHT) / 2,
                y,
                Html.text(why)));
        y += BREAK;
    }

    private void row(Row row) {
        switch (row.kind()) {
            case STALL -> {
                endStall(tops.size());
                stalledSince = tops.size();
            }
            case RESUME -> endStall(tops.size());
            default -> {}
        }
        lines.append("<g class=\"e ")
                .append(row.kind().name().toLowerCase(Locale.ROOT))
                .append(row.heartbeat() ? " beat" : "")
                .append(row.decides() ? " decides" : "")
                .append("\" transform=\"translate(0 ")
                .append(y)
                .append(")\" data-t=\"")
                .append(row.nanos() / 1000)
                .append("\">");
        if (row.decides()) {
            lines.append("<rect class=\"mark\" y=\"-20\" width=\"" + WIDTH
                    + "\" height=\"30\" rx=\"4\"/><text class=\"flag\" x=\"6\" y=\"4\">\u25B6</text>");
        }
        lines.append("<text class=\"t\" x=\"" + (LEFT - 14) + "\">")
                .append(row.time())
                .append("</text>");
        lines.append(arrow(row));
        lines.append(label(row))
                .append(Html.text(Html.cut((row.heartbeat() ? "\u2665 " : "") + row.text(), LABEL)))
                .append("</text></g>\n");
        tops.add(y);
        y += LINE;
    }

    private static String label(Row row) {
        if (row.kind() == Row.Kind.RELEASE) {
            return "<text x=\"" + (LEFT + 14) + "\" y=\"4\">";
        }
        return "<text class=\"l\" x=\"" + (LEFT + RIGHT) / 2
                + (row.direction() == null ? "\" y=\"2\">" : "\" y=\"-6\">");
    }

    /** Data has a full head, FIN an open one and a bar, RST a cross: the shapes differ, not only the colours. */
    private static String arrow(Row row) {
        var direction = row.direction();
        if (row.kind() == Row.Kind.RELEASE) {
            // Nothing went over the wire.
            return "<circle class=\"h\" cx=\"" + LEFT + "\" r=\"5\"/>";
        }
        if (direction == null) {
            return "<rect class=\"box\" x=\"" + (LEFT + 20) + "\" y=\"-12\" width=\"" + (RIGHT - LEFT - 40)
                    + "\" height=\"20\" rx=\"4\"/>";
        }
        boolean received = direction == Direction.RECEIVED;
        int tip = received ? RIGHT : LEFT;
        int back = received ? -1 : 1;
        var shaft = "<path class=\"s\" d=\"M" + (received ? LEFT : RIGHT) + " 0H" + (tip + back * 4) + "\"/>";
        return shaft
                + switch (row.kind()) {
                    case RST ->
                        "<path class=\"h\" d=\"M" + (tip + back * 14) + "-6l" + -back * 12 + " 12m0-12l" + back * 12
                                + " 12\"/>";
                    case FIN ->
                        "<path class=\"h\" d=\"M" + (tip + back * 10) + "-5l" + -back * 9 + " 5l" + back * 9 + " 5M"
                                + (tip + back * 14) + "-6v12\"/>";
                    default -> "<path class=\"h f\" d=\"M" + tip + " 0l" + back * 10 + "-4v8z\"/>";
                };
    }

    private void endStall(int row) {
        if (stalledSince >= 0 && row >= stalledSince) {
            stalls.add(new int[] {stalledSince, row});
            stalledSince = -1;
        }
    }

    private String bars() {
        var bars = new StringBuilder();
        for (var stall : stalls) {
            int from = tops.get(Math.min(stall[0], tops.size() - 1));
            int to = stall[1] < tops.size() - 1 ? tops.get(stall[1]) : y - LINE / 2;
            bars.append(String.format(
                    Locale.ROOT,
                    "<path class=\"stalled\" data-from=\"%d\" data-to=\"%d\" d=\"M%d %dV%d\"/>",
                    stall[0],
                    stall[1],
                    RIGHT,
                    from,
                    to));
        }
        return bars.toString();
    }

    private static String actor(int x, String name) {
        return "<text class=\"who\" x=\"" + x + "\" y=\"18\">" + name + "</text>";
    }

    private String life(int x) {
        return "<path class=\"life\" d=\"M" + x + " 26V" + (y - LINE / 2) + "\"/>";
    }
}
