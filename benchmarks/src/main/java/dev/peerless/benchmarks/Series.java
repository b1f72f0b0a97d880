package dev.peerless.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures measured one after the other. */
final class Series {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    double median() {
        return percentile(50);
    }

    double min() {
        return Collections.min(values);
    }

    double max() {
        return Collections.max(values);
    }

    /** The smallest value that so many percent of all values do not exceed. */
    double percentile(double percent) {
        var sorted = values.stream().sorted().toList();
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Gives the ratio of each value to its counterpart of the same round: what slowed down both falls out. */
    Series over(Series counterpart) {
        var ratios = new Series();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / counterpart.values.get(i));
        }
        return ratios;
    }

    /** Shows median, min and max. */
    String show(int decimals) {
        var number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + " - " + number + ")", median(), min(), max());
    }
}
