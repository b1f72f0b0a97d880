package dev.peerless.internal.report;

import java.util.List;

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
        }
        return text.toString();
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
