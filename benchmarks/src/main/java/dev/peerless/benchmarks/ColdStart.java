package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The first peer of a JVM: from the first line of {@code main} until it is closed, a reset of it seen in between. Each
 * time in a JVM of its own, with what that kit needs on its class path, and JUnit and Peerless.
 */
final class ColdStart implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final Target TARGET = Target.atMost(50, " ms");

    @Override
    public Table run(Scale scale) throws Exception {
        var kits = scale == Scale.FULL ? List.of(Kit.values()) : List.of(Kit.PEERLESS, Kit.BY_HAND);
        var millis = new Comparison(Kit.BY_HAND);
        scale.repeat(11, BUDGET, () -> {
            for (var kit : kits) {
                var nanos = ChildJvm.run(ChildJvm.classPath(kit), ColdStart.class, kit.name());
                millis.add(kit, Long.parseLong(nanos) / 1e6);
            }
        });
        var table = Comparison.table("cold: the first peer of a JVM, used once and closed; milliseconds", "by hand");
        millis.addAbsolutely(table, "first peer", 0, TARGET);
        return table;
    }

    /**
     * Has one peer, and prints how many nanoseconds that took.
     *
     * @param kit whose
     */
    public static void main(String... kit) throws IOException {
        long start = System.nanoTime();
        try (var listening = Kit.valueOf(kit[0]).counterpart().endingOnRequest()) {
            var unused = RawClient.untilEndOfRequest(listening.address(), Duration.ZERO);
        }
        System.out.println(System.nanoTime() - start);
        // Some leave threads behind.
        System.exit(0);
    }
}
