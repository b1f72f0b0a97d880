package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Counterpart;
import dev.peerless.benchmarks.counterpart.Kit;
import dev.peerless.benchmarks.counterpart.Listening;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What a test pays for a peer: listen, connect, the connection's end seen by a raw client, close. By hand that is a
 * listener and a thread, and nobody waits for the thread's end.
 */
final class ResetCost implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(15);
    private static final Target TARGET = Target.atMost(0.8, " times");

    private interface Start {
        Listening of(Counterpart counterpart) throws IOException;
    }

    private interface Client {
        RawClient.End connect(Listening listening) throws IOException;
    }

    private record Case(String name, Start start, Client client, List<Kit> kits) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "ends on connect",
                    Counterpart::endingOnConnect,
                    listening -> RawClient.untilEnd(listening.address()),
                    List.of(
                            Kit.PEERLESS,
                            Kit.WATCHING,
                            Kit.BY_HAND,
                            Kit.NIO,
                            Kit.NETTY,
                            Kit.NETCRUSHER,
                            Kit.MOCK_WEB_SERVER)),
            new Case(
                    "ends on a request",
                    Counterpart::endingOnRequest,
                    listening -> RawClient.untilEndOfRequest(listening.address(), Duration.ZERO),
                    List.of(Kit.values())));

    @Override
    public Table run(Scale scale) throws Exception {
        var table = Comparison.table("reset: listen, connect, see the end, close; microseconds", "by hand");
        for (var each : CASES) {
            var figures = new Comparison(Kit.BY_HAND);
            for (var kit : each.kits()) {
                var unused = micros(each, kit, scale.of(warmUp(kit), 1));
            }
            scale.repeat(21, BUDGET, () -> {
                for (var kit : each.kits()) {
                    figures.add(kit, micros(each, kit, scale.of(times(kit), 1)));
                }
            });
            figures.addTo(table, each.name(), 0, TARGET);
            for (var kit : each.kits()) {
                if (!end(each, kit).reset()) {
                    table.note(each.name() + ": that of " + kit + " is a FIN, not a RST");
                }
            }
        }
        return table;
    }

    private static int warmUp(Kit kit) {
        return times(kit) * 15;
    }

    /** How often a round does it: those that take milliseconds each are measured well enough by a few. */
    private static int times(Kit kit) {
        return switch (kit) {
            case PEERLESS, BY_HAND, NIO, MOCK_WEB_SERVER -> 100;
            case NETCRUSHER, NETTY -> 20;
            default -> 5;
        };
    }

    private static RawClient.End end(Case each, Kit kit) throws IOException {
        try (var listening = each.start().of(kit.counterpart())) {
            return each.client().connect(listening);
        }
    }

    /** The median of several times. */
    private static double micros(Case each, Kit kit, int times) throws IOException {
        var series = new Series();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            var unused = end(each, kit);
            series.add((System.nanoTime() - start) / 1e3);
        }
        return series.median();
    }
}
