package dev.peerless.internal.report;

import java.util.List;

/** The connections of one peer. Many of them stand in groups, so that nobody has to go past each. */
final class PeerHtml {

    private static final int GROUP = 100;

    private PeerHtml() {}

    static String of(List<Lane> lanes, List<Lane> open, Allowance allowance) {
        if (lanes.size() <= GROUP) {
            return all(lanes, open, allowance);
        }
        var html = new StringBuilder();
        for (int from = 0; from < lanes.size(); from += GROUP) {
            var group = lanes.subList(from, Math.min(from + GROUP, lanes.size()));
            html.append("<details class=\"group\"")
                    .append(group.stream().anyMatch(open::contains) ? " open>" : ">")
                    .append("<summary>")
                    .append(name(group))
                    .append("</summary>\n")
                    .append(all(group, open, allowance))
                    .append("</details>\n");
        }
        return html.toString();
    }

    private static String all(List<Lane> lanes, List<Lane> open, Allowance allowance) {
        var html = new StringBuilder();
        lanes.forEach(lane -> html.append(LaneHtml.of(lane, open.contains(lane), allowance)));
        return html.toString();
    }

    private static String name(List<Lane> group) {
        var first = group.get(0);
        var last = group.get(group.size() - 1);
        return first.number() == 0
                ? first.name() + " and connections up to #" + last.number()
                : "connections #" + first.number() + " to #" + last.number();
    }
}
