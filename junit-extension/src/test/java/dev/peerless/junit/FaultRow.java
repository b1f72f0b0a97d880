package dev.peerless.junit;

import java.util.Arrays;
import java.util.List;

/**
 * One row of the tables in the guide that say what each fault does. A cell is its first words; what follows a comma, or
 * stands in parentheses, explains them to the reader.
 *
 * @param fault what is declared
 * @param wire the segments of the peer, before and, after a semicolon, once the code under test has written
 * @param read what a read gives
 * @param firstWrite what a write gives that comes first
 * @param secondWrite what the write after it gives
 */
record FaultRow(String fault, String wire, String read, String firstWrite, String secondWrite) {

    static List<FaultRow> all() {
        return GuideTable.rows("| annotation | plan | wire | read | 1st write | 2nd write |").stream()
                .map(cells -> new FaultRow(
                        cells.get(1).replace("`", ""), cells.get(3), cells.get(4), cells.get(5), cells.get(6)))
                .toList();
    }

    /** What the peer sends by itself: FIN and RST, in order. */
    List<String> segments() {
        return segments(wire.split(";", -1)[0]);
    }

    /** What it sends in answer to the first write, behind that. */
    List<String> segmentsAfterWrite() {
        return wire.contains(";") ? segments(wire.substring(wire.indexOf(';'))) : List.of();
    }

    private static List<String> segments(String words) {
        return Arrays.stream(words.replaceAll("\\(.*?\\)", "").split("\\W+", -1))
                .filter(word -> word.equals("FIN") || word.equals("RST"))
                .toList();
    }

    @Override
    public String toString() {
        return fault;
    }
}
