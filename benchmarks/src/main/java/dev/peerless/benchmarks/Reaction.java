package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * How long it takes from a client's first byte until it has seen the end of the connection that the byte causes. The
 * client was accepted before.
 */
final class Reaction implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final Duration UNTIL_ACCEPTED = Duration.ofMillis(3);
    private static final Target TARGET = Target.atMost(0.25, " ms");

    @Override
    public Table run(Scale scale) throws Exception {
        var millis = new Comparison(Kit.BY_HAND);
        var kits = scale == Scale.FULL ? List.of(Kit.values()) : List.of(Kit.PEERLESS, Kit.BY_HAND);
        for (var kit : kits) {
            for (int i = 0; i < scale.of(50, 1); i++) {
                var unused = millis(kit);
            }
        }
        scale.repeat(100, BUDGET, () -> {
            for (var kit : kits) {
                millis.add(kit, millis(kit));
            }
        });
        var table = Comparison.table(
                "reaction: from a request's first byte until its client sees the end; milliseconds", "by hand");
        millis.addAbsolutely(table, "reset on a request", 2, TARGET);
        return table;
    }

    private static double millis(Kit kit) throws IOException {
        try (var listening = kit.counterpart().endingOnRequest()) {
            var end = RawClient.untilEndOfRequest(listening.address(), UNTIL_ACCEPTED);
            return (end.seenAt() - end.requestedAt()) / 1e6;
        }
    }
}
