package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import java.time.Duration;
import java.util.List;

/**
 * A thousand tests, each with a peer of its own that resets one connection: from the start of a JVM until it has ended,
 * JUnit's launcher included.
 */
final class ThousandTests implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(90);
    private static final Target TARGET = Target.atMost(1, " times");

    @Override
    public Table run(Scale scale) throws Exception {
        var kits = scale == Scale.FULL
                ? List.of(Kit.PEERLESS, Kit.WATCHING, Kit.BY_HAND, Kit.MOCK_WEB_SERVER, Kit.NETCRUSHER, Kit.WIREMOCK)
                : List.of(Kit.PEERLESS, Kit.BY_HAND);
        int tests = scale.of(1000, 3);
        var millis = new Comparison(Kit.BY_HAND);
        scale.repeat(5, BUDGET, () -> {
            for (var kit : kits) {
                millis.add(kit, millis(kit, tests));
            }
        });
        var table = Comparison.table(
                "tests: a JVM with " + tests + " tests, a peer and a reset each; milliseconds", "by hand");
        millis.addTo(table, "all", 0, TARGET);
        return table;
    }

    private static double millis(Kit kit, int tests) throws Exception {
        long start = System.nanoTime();
        var passed = ChildJvm.run(ChildJvm.classPath(kit), TestsOfOneKit.class, kit.name(), String.valueOf(tests));
        if (!passed.equals(String.valueOf(tests))) {
            throw new IllegalStateException(passed + " of " + tests + " tests of " + kit + " have passed");
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
