package dev.peerless.internal.report;

import dev.peerless.transcript.Direction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection in the page: a line to open, the diagram, and the same as a table for those who do not see it. */
final class LaneHtml {

    private LaneHtml() {}

    /**
     * Gives it closed, unless it is to be seen at once. Where the allowance does not cover it, it is drawn when it is
     * opened: for a browser that runs scripts, what is in a {@code noscript} is text; for any other it is there.
     */
    static String of(Lane lane, boolean open, Allowance allowance) {
        boolean covered = allowance.covers(lane) || open;
        return "<details class=\"lane" + (lane.decides() ? " decides" : "") + "\" id=\"" + lane.anchor() + "\""
                + (open ? " open" : "") + "><summary>" + Html.text(summary(lane)) + "</summary>\n"
                + (covered ? drawn(lane) : "<noscript>" + drawn(lane) + "</noscript>")
                + "</details>\n";
    }

    private static String drawn(Lane lane) {
        return "<div class=\"draw\">" + SequenceSvg.of(lane) + "</div>\n"
                + "<details class=\"table\"><summary>" + Html.text("Table of " + lane.name()) + "</summary>\n"
                + table(lane)
                + "</details>";
    }

    private static String summary(Lane lane) {
        var rows = lane.rows();
        int events = rows.size() + lane.leftOut();
        double millis = (rows.get(rows.size() - 1).nanos() - rows.get(0).nanos()) / 1e6;
        return lane.name() + ": " + events + (events == 1 ? " event" : " events")
                + String.format(Locale.ROOT, " in %.3f ms", millis) + end(rows)
                + (lane.decides() ? ", decides the verdict" : "");
    }

    private static String end(List<Row> rows) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            var row = rows.get(i);
            if (row.kind() == Row.Kind.RST || row.kind() == Row.Kind.FIN) {
                return ", " + row.kind()
                        + (row.direction() == Direction.SENT ? " from the peer" : " from the code under test");
            }
        }
        return "";
    }

    private static String table(Lane lane) {
        var table = new StringBuilder("<table><thead><tr><th scope=\"col\">time</th><th scope=\"col\">who</th>"
                + "<th scope=\"col\">what</th><th scope=\"col\">note</th></tr></thead><tbody>\n");
        lane.before().forEach(row -> table.append(row(row)));
        if (lane.leftOut() > 0) {
            table.append("<tr><td colspan=\"4\">").append(lane.omission()).append("</td></tr>\n");
        }
        lane.after().forEach(row -> table.append(row(row)));
        return table.append("</tbody></table>\n").toString();
    }

    private static String row(Row row) {
        return (row.decides() ? "<tr class=\"decides\"><td>" : "<tr><td>") + row.time() + "</td><td>"
                + who(row.direction()) + "</td><td>" + Html.text(row.text()) + "</td><td>" + row.note()
                + "</td></tr>\n";
    }

    private static String who(@Nullable Direction direction) {
        if (direction == null) {
            return "";
        }
        return direction == Direction.SENT ? "peer" : "code under test";
    }
}
