package dev.peerless.internal.report;

import java.util.List;
import java.util.Locale;

/** The report for pull requests: what failed, why, and the connections on which that was decided. */
final class Markdown {

    /** Places for comments take some 65,000 characters in all. */
    private static final int DIAGRAMS = 3;

    private static final int MESSAGE = 6_000;

    private Markdown() {}

    static String head(Index index) {
        return "## Peerless: " + index.summary() + "\n";
    }

    static String of(Told test) {
        var text =
                new StringBuilder("\n### failed: ").append(inline(test.title())).append("\n\n");
        var message = Html.cut(test.message(), MESSAGE);
        var fence = fence(message);
        text.append(fence)
                .append("text\n")
                .append(message)
                .append('\n')
                .append(fence)
                .append('\n');
        for (var lane : shown(test)) {
            text.append("\n```mermaid\n").append(Mermaid.of(lane)).append("```\n");
            if (!lane.decides()) {
                text.append(asText(lane));
            }
        }
        return text.toString();
    }

    /** Where no diagrams are drawn; what decided stands in the message already. */
    private static String asText(Lane lane) {
        var lines = new StringBuilder();
        lane.before().forEach(row -> lines.append(line(lane, row)));
        if (lane.leftOut() > 0) {
            lines.append("   ").append(lane.omission()).append('\n');
        }
        lane.after().forEach(row -> lines.append(line(lane, row)));
        var fence = fence(lines.toString());
        return "\n<details><summary>" + lane.name() + " as text</summary>\n\n" + fence + "text\n" + lines + fence
                + "\n</details>\n";
    }

    private static String line(Lane lane, Row row) {
        var direction = row.direction();
        return String.format(
                        Locale.ROOT,
                        "   %s  %14s  %s  %s",
                        lane.number() == 0 ? "--" : "#" + lane.number(),
                        row.time(),
                        direction == null ? " " : direction.arrow(),
                        row.text())
                + "\n";
    }

    private static List<Lane> shown(Told test) {
        var deciding = test.deciding();
        var lanes = deciding.isEmpty()
                ? test.peers().stream().flatMap(peer -> peer.lanes().stream()).toList()
                : deciding;
        return lanes.stream().limit(DIAGRAMS).toList();
    }

    /** Makes a fence that the text does not hold itself. */
    private static String fence(String text) {
        var fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence;
    }

    private static String inline(String text) {
        return Html.text(text).replaceAll("\\s", " ").replaceAll("([\\\\`*_\\[\\]|~#])", "\\\\$1");
    }
}
