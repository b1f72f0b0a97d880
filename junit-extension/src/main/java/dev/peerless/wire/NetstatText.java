package dev.peerless.wire;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** What {@code netstat -an} would show of a peer's connections, to stand under a transcript. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class NetstatText {

    /** A listener, and both ends of a few connections. */
    private static final int MOST_ROWS = 10;

    private NetstatText() {}

    /**
     * Gives a table on lines of its own: of many rows the first, and how many more are in which state.
     *
     * @param table as {@code netstat -an} has it, with its header
     * @return the lines, each after a line break; nothing if there is no connection in it
     */
    public static String under(String table) {
        var lines = table.lines().toList();
        var rows = lines.stream().skip(1).toList();
        if (rows.stream().allMatch(row -> state(row).equals("LISTEN"))) {
            return "";
        }
        int shown = rows.size() <= MOST_ROWS ? rows.size() : MOST_ROWS - 1;
        return "\n" + String.join("\n", lines.subList(0, shown + 1)) + more(rows.subList(shown, rows.size()));
    }

    private static String more(List<String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        var states = rows.stream().collect(groupingBy(NetstatText::state, TreeMap::new, counting())).entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(joining(", "));
        return "\n... and " + rows.size() + " more: " + states;
    }

    private static String state(String row) {
        return row.substring(row.lastIndexOf(' ') + 1);
    }
}
