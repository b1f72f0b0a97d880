package dev.peerless.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One row of the tables in the guide that say what each fault does. A cell is its first words; what follows a comma
 * explains them to the reader.
 *
 * @param fault what is declared
 * @param wire the segments of the peer, before and, after a semicolon, once the code under test has written
 * @param read what a read gives
 * @param firstWrite what a write gives that comes first
 * @param secondWrite what the write after it gives
 */
record FaultRow(String fault, String wire, String read, String firstWrite, String secondWrite) {

    private static final Path GUIDE = Path.of("..", "docs", "faults.md");
    private static final String HEADER = "| annotation | plan | wire | read | 1st write | 2nd write |";

    static List<FaultRow> all() {
        try {
            var lines = Files.readAllLines(GUIDE);
            return java.util.stream.IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).startsWith(HEADER))
                    .mapToObj(i -> lines.subList(i + 2, lines.size()))
                    .flatMap(rest -> rest.stream().takeWhile(line -> line.startsWith("|")))
                    .map(FaultRow::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultRow of(String line) {
        var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return new FaultRow(cells.get(1).replace("`", ""), cells.get(3), cells.get(4), cells.get(5), cells.get(6));
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
        return Arrays.stream(words.split("\\W+", -1))
                .filter(word -> word.equals("FIN") || word.equals("RST"))
                .toList();
    }

    @Override
    public String toString() {
        return fault;
    }
}
