package dev.peerless.internal.report;

import java.util.stream.Collectors;

/** One test in the page. A failed one is open. */
final class TestHtml {

    private TestHtml() {}

    static String of(Told test, Allowance allowance) {
        var html = new StringBuilder();
        html.append("<section class=\"test ").append(test.outcome().word()).append("\"><details id=\"");
        html.append(test.anchor()).append(test.outcome() == Outcome.FAILED ? "\" open>" : "\">");
        html.append("<summary><h3><span class=\"outcome\">")
                .append(test.outcome().word())
                .append("</span> ");
        html.append(Html.text(test.title())).append("</h3></summary>\n");
        if (!test.message().isEmpty()) {
            html.append("<pre tabindex=\"0\" role=\"group\" aria-label=\"Why\">")
                    .append(Html.text(test.message()))
                    .append("</pre>\n");
        }
        if (!test.deciding().isEmpty()) {
            html.append("<p>Decided on ").append(deciding(test)).append(".</p>\n");
        }
        if (!test.shared().isEmpty()) {
            html.append("<p>Uses the peers of its ").append(shared(test)).append(" too.</p>\n");
        }
        for (var peer : test.peers()) {
            html.append("<h4>").append(Html.text(peer.name())).append("</h4>\n");
            if (peer.lanes().isEmpty()) {
                html.append("<p>Nothing happened.</p>\n");
            }
            html.append(PeerHtml.of(peer.lanes(), test.shownAtOnce(), allowance));
        }
        return html.append("</details></section>\n").toString();
    }

    private static String deciding(Told test) {
        return test.deciding().stream()
                .map(lane -> "<a href=\"#" + lane.anchor() + "\">" + lane.name() + "</a>")
                .collect(Collectors.joining(", "));
    }

    private static String shared(Told test) {
        return test.shared().stream()
                .map(anchor -> "<a href=\"#" + anchor + "\">class</a>")
                .collect(Collectors.joining(", "));
    }
}
