package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What grows with the bytes that a relay carries on one connection: the time, its processor time, and the heap that it
 * still needs when all have arrived, with Peerless the transcript included.
 */
final class RelayedBytes implements Benchmark {

    private static final int BACKLOG = 16;
    private static final Duration BUDGET = Duration.ofSeconds(12);
    private static final List<Kit> KITS = List.of(Kit.PEERLESS, Kit.NIO, Kit.NETTY, Kit.NETCRUSHER);
    private static final Target TIME = Target.atMost(1.05, " times");
    private static final Target HEAP = Target.atMost(256, " KiB");

    /** In KiB. */
    private static final int[] SIZES = {64, 1 << 10, 16 << 10, 128 << 10, 1 << 20};

    private static final class Plots {
        final Plot millis = new Plot("bytes-time", "Time to relay so many bytes", "KiB", "ms");
        final Plot cpu = new Plot("bytes-cpu", "Processor time of the relay", "KiB", "ms");
        final Plot heap = new Plot("bytes-heap", "Heap that the relay needs afterwards", "KiB", "KiB");
    }

    private static final class Measured {
        final Comparison millis = new Comparison(Kit.NIO);
        final Comparison cpuMillis = new Comparison(Kit.NIO);
        final Comparison heapKib = new Comparison(Kit.NIO);
    }

    @Override
    public Table run(Scale scale) throws Exception {
        var table = Comparison.table("bytes: what grows with them on one relayed connection", Kit.NIO.toString());
        var plots = new Plots();
        var threads = Executors.newCachedThreadPool();
        try (var sink = ServerSocketChannel.open()) {
            sink.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            round(sink, 16 << 20, threads, new Measured());
            for (int kib : scale == Scale.FULL ? SIZES : new int[] {64}) {
                var measured = new Measured();
                scale.repeat(5, BUDGET, () -> round(sink, (long) kib << 10, threads, measured));
                measured.millis.plot(plots.millis, kib);
                measured.cpuMillis.plot(plots.cpu, kib);
                measured.heapKib.plot(plots.heap, kib);
                if (kib == SIZES[SIZES.length - 1]) {
                    measured.millis.addTo(table, "1 GiB, ms", 0, TIME);
                    measured.cpuMillis.addTo(table, "relay's CPU, ms", 0);
                    measured.heapKib.addAbsolutely(table, "heap afterwards, KiB", 0, HEAP);
                } else {
                    measured.millis.addTo(table, kib + " KiB, ms", 2);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        table.plot(plots.millis);
        table.plot(plots.cpu);
        table.plot(plots.heap);
        return table;
    }

    private static void round(ServerSocketChannel sink, long bytes, ExecutorService threads, Measured into)
            throws Exception {
        var address = (InetSocketAddress) sink.getLocalAddress();
        for (var kit : KITS) {
            long heap = Machine.usedHeap();
            try (var relay = kit.counterpart().relaying(address)) {
                var transfer = RelayThroughput.transfer(relay.address(), sink, 1, bytes, threads);
                into.millis.add(kit, transfer.nanos() / 1e6);
                into.cpuMillis.add(kit, transfer.relayCpu() / 1e6);
                into.heapKib.add(kit, Math.max(1024, Machine.usedHeap() - heap) / 1024.0);
            }
        }
    }
}
