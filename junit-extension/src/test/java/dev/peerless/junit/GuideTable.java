package dev.peerless.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of the guide to faults, as cells. */
final class GuideTable {

    private static final Path GUIDE = Path.of("..", "docs", "faults.md");

    private GuideTable() {}

    /** Gives the rows of all tables whose header begins like this. */
    static List<List<String>> rows(String header) {
        try {
            var lines = Files.readAllLines(GUIDE);
            return IntStream.range(0, lines.size())
                    .filter(i -> lines.get(i).startsWith(header))
                    .mapToObj(i -> lines.subList(i + 2, lines.size()))
                    .flatMap(rest -> rest.stream().takeWhile(line -> line.startsWith("|")))
                    .map(GuideTable::cells)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }
}
