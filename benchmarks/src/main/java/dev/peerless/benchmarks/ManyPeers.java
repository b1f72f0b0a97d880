package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import dev.peerless.benchmarks.counterpart.Listening;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** Many peers at a time: what opening each costs, having it reset a connection, and closing it again. */
final class ManyPeers implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(15);
    private static final List<Kit> KITS =
            List.of(Kit.PEERLESS, Kit.BY_HAND, Kit.NIO, Kit.NETTY, Kit.NETCRUSHER, Kit.MOCK_WEB_SERVER);

    @Override
    public Table run(Scale scale) throws Exception {
        var table = Comparison.table("peers: so many at a time, microseconds each", "by hand");
        var plot = new Plot("peers", "Peers at a time", "peers", "µs each");
        for (var kit : KITS) {
            var unused = micros(kit, scale.of(100, 1));
        }
        for (int count : scale == Scale.FULL ? new int[] {1, 10, 100, 500} : new int[] {3}) {
            var micros = new Comparison(Kit.BY_HAND);
            scale.repeat(7, BUDGET, () -> {
                for (var kit : KITS) {
                    micros.add(kit, micros(kit, count));
                }
            });
            micros.addTo(table, count + " peers", 0);
            micros.plot(plot, count);
        }
        table.plot(plot);
        return table;
    }

    private static double micros(Kit kit, int count) throws IOException {
        long start = System.nanoTime();
        var open = new ArrayDeque<Listening>();
        try {
            for (int i = 0; i < count; i++) {
                open.push(kit.counterpart().endingOnConnect());
            }
            for (var listening : open) {
                var unused = RawClient.untilEnd(listening.address());
            }
        } finally {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
        return (System.nanoTime() - start) / 1e3 / count;
    }
}
