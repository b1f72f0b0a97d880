package dev.peerless.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** One figure of several candidates, measured in turns, each against one of them. */
final class Comparison {

    private final String baseline;
    private final Map<String, Series> figures = new LinkedHashMap<>();

    Comparison(Object baseline) {
        this.baseline = baseline.toString();
    }

    void add(Object candidate, double figure) {
        figures.computeIfAbsent(candidate.toString(), name -> new Series()).add(figure);
    }

    Series of(Object candidate) {
        var series = figures.get(candidate.toString());
        if (series == null) {
            throw new IllegalArgumentException("nothing was measured of " + candidate);
        }
        return series;
    }

    /** The ratio to the baseline, in the same rounds. */
    Series ratio(Object candidate) {
        return of(candidate).over(of(baseline));
    }

    static Table table(String title, String baseline) {
        return new Table(title, "", "", "median (min - max)", "/ " + baseline, "target", "");
    }

    /** Adds a row for each candidate. */
    void addTo(Table table, String what, int decimals) {
        rows(table, what, decimals, "", "");
    }

    /** Adds a row for each candidate, the first of which is judged by its ratio. */
    void addTo(Table table, String what, int decimals, Target ofRatio) {
        rows(
                table,
                what,
                decimals,
                ofRatio.toString(),
                ofRatio.judge(ratio(first()).median()));
    }

    /** Adds a row for each candidate, the first of which is judged by its own median. */
    void addAbsolutely(Table table, String what, int decimals, Target target) {
        rows(table, what, decimals, target.toString(), target.judge(of(first()).median()));
    }

    private String first() {
        return figures.keySet().iterator().next();
    }

    private void rows(Table table, String what, int decimals, String target, String verdict) {
        for (var candidate : figures.keySet()) {
            boolean first = candidate.equals(first());
            table.row(
                    first ? what : "",
                    candidate,
                    of(candidate).show(decimals),
                    candidate.equals(baseline) ? "" : ratio(candidate).show(2),
                    first ? target : "",
                    first ? verdict : "");
        }
    }

    /** Adds a point to the curve of each candidate. */
    void plot(Plot plot, double x) {
        figures.forEach((candidate, series) -> plot.add(candidate, x, series.median()));
    }
}
