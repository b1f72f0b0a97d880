package dev.peerless.assertions;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.peerless.peer.Endpoint;
import java.util.List;
import java.util.TreeMap;

/** What {@code netstat -an} would show of a peer's connections, where the system shows it, to stand under a transcript. */
final class Netstat {

    /** A listener, and both ends of a few connections. */
    private static final int MOST_ROWS = 10;

    private Netstat() {}

    /** Gives the table on lines of its own; nothing if there is no connection in it. */
    static String under(Endpoint peer) {
        return under(peer.netstat());
    }

    static String under(String table) {
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
        var states = rows.stream().collect(groupingBy(Netstat::state, TreeMap::new, counting())).entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(joining(", "));
        return "\n... and " + rows.size() + " more: " + states;
    }

    private static String state(String row) {
        return row.substring(row.lastIndexOf(' ') + 1);
    }
}
