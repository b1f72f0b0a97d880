package dev.peerless.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what Peerless costs, and prints one table a benchmark. All of them:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am -DskipTests package -Dbenchmark=all
 * }</pre>
 *
 * <p>or one, by its name: {@code -Dbenchmark=throughput}. All take about ten minutes. Each figure stands beside that of
 * a counterpart from the same run, measured in turns; a ratio is the median of the rounds' ratios, with the smallest
 * and the largest in parentheses. The absolute figures depend on the machine and on what else it does.
 */
public final class Benchmarks {

    private static final String PLOTS = "benchmark.plots";
    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("reset", new ResetCost());
        ALL.put("reaction", new Reaction());
        ALL.put("cold", new ColdStart());
        ALL.put("tests", new ThousandTests());
        ALL.put("ports", new PortReuse());
        ALL.put("peers", new ManyPeers());
        ALL.put("throughput", new RelayThroughput());
        ALL.put("bytes", new RelayedBytes());
        ALL.put("roundtrip", new RelayRoundTrip());
        ALL.put("connections", new ManyConnections());
        ALL.put("transcript", new TranscriptLooks());
        ALL.put("delay", new DelayLateness());
        ALL.put("jmh", new PureCode());
        ALL.put("assertions", new AssertionLatency());
    }

    private Benchmarks() {}

    /**
     * Runs the benchmarks. The system property {@value PLOTS} names a folder for the curves, which is made if need be.
     *
     * @param names which ones; all if there are none, or the one name is {@code all}
     * @throws Exception if one could not be run
     */
    public static void main(String... names) throws Exception {
        var wanted = List.of(names).isEmpty() || List.of(names).equals(List.of("all"))
                ? List.copyOf(ALL.keySet())
                : List.of(names);
        for (var name : wanted) {
            if (!ALL.containsKey(name)) {
                System.err.println("There is no benchmark " + name + "; there are " + ALL.keySet() + ", and all.");
                System.exit(2);
            }
        }
        System.out.println(Machine.describe());
        var plots = System.getProperty(PLOTS, "");
        for (var name : wanted) {
            long start = System.nanoTime();
            System.out.println();
            var table = run(name, Scale.FULL);
            System.out.print(table);
            for (var plot : plots.isEmpty() ? List.<Plot>of() : table.plots()) {
                Files.writeString(Files.createDirectories(Path.of(plots)).resolve(plot.fileName()), plot.toSvg());
            }
            System.out.println("  " + Machine.load() + ", took " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        }
    }

    static Iterable<String> names() {
        return ALL.keySet();
    }

    static Table run(String name, Scale scale) throws Exception {
        var benchmark = ALL.get(name);
        if (benchmark == null) {
            throw new IllegalArgumentException(name);
        }
        return benchmark.run(scale);
    }
}
