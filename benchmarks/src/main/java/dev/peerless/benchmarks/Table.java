package dev.peerless.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Rows of text, printed in aligned columns. */
final class Table {

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();

    Table(String title, String... headings) {
        this.title = title;
        rows.add(List.of(headings));
    }

    void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("a row has " + rows.get(0).size() + " cells, not " + List.of(cells));
        }
        rows.add(List.of(cells));
    }

    /** Adds a line below the table. */
    void note(String text) {
        notes.add(text);
    }

    /** Adds a curve, for what grows. */
    void plot(Plot plot) {
        plots.add(plot);
    }

    List<Plot> plots() {
        return List.copyOf(plots);
    }

    List<List<String>> rows() {
        return rows.subList(1, rows.size());
    }

    @Override
    public String toString() {
        var text = new StringBuilder(title).append('\n');
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append("  ")
                        .append(row.get(column))
                        .append(" ".repeat(width(column) - row.get(column).length()));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        notes.forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
