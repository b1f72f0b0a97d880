package dev.peerless.benchmarks;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * Many connections held by one peer, with their transcript: its threads, its heap after garbage collection, the time to
 * open them. The clients live in another process.
 */
final class ManyConnections implements Benchmark {

    private static final int WANTED = 10_000;
    private static final int OTHER_DESCRIPTORS = 500;
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Target THREADS = Target.atMost(2, "");
    private static final Target HEAP = Target.atMost(4096, " B");

    /** The figures of one way to hold connections. */
    private static final class Measured {
        final Series millis = new Series();
        final Series bytes = new Series();
        final Series threads = new Series();

        /** To be called while the connections are held. */
        void add(long nanos, long heapBefore, int count, String threadNames) {
            millis.add(nanos / 1e6);
            bytes.add((double) (usedHeap() - heapBefore) / count);
            threads.add((double) Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith(threadNames))
                    .count());
        }
    }

    @Override
    public Table run(Scale scale) throws Exception {
        int wanted = scale.of(WANTED, 50);
        long limit = Machine.descriptorLimit();
        int count = (int) Math.min(wanted, limit - OTHER_DESCRIPTORS);
        var peer = new Measured();
        var byHand = new Measured();
        try (var clients = new ClientProcess()) {
            hold(clients, count, new Measured());
            holdByHand(clients, count, new Measured());
            scale.repeat(7, BUDGET, () -> {
                hold(clients, count, peer);
                holdByHand(clients, count, byHand);
            });
        }
        var table = table(count, peer, byHand);
        var allowed = "a process may open " + limit + " descriptors (ulimit -Hn)";
        table.note(
                count == wanted
                        ? allowed
                        : "THIS MACHINE CANNOT HOLD " + wanted + ": " + allowed + "; raise that limit");
        return table;
    }

    private static void hold(ClientProcess clients, int count, Measured into) throws Exception {
        long heap = usedHeap();
        try (var peer = Peer.plan().watchReleases(false).listen()) {
            long nanos = clients.open(peer.port(), count);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (var seen = peer.transcript(); seen.size() < count; seen = peer.awaitMore(seen, PATIENCE)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("only " + seen.size() + " connections have come");
                }
            }
            into.add(nanos, heap, count, "peerless");
        }
        clients.closeAll();
    }

    private static void holdByHand(ClientProcess clients, int count, Measured into) throws Exception {
        long heap = usedHeap();
        try (var holder = new HandWrittenHolder(count)) {
            long nanos = clients.open(holder.port(), count);
            holder.awaitAll();
            into.add(nanos, heap, count, HandWrittenHolder.THREAD);
        }
        clients.closeAll();
    }

    @SuppressWarnings("SystemGc") // what survives is what is measured
    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Table table(int count, Measured peer, Measured byHand) {
        var table = new Table(
                "connections: " + count + " held by one peer, clients in another process",
                "",
                "peer",
                "by hand",
                "peer / by hand",
                "target",
                "");
        row(table, "threads", peer.threads, byHand.threads, THREADS);
        row(table, "heap a connection, B", peer.bytes, byHand.bytes, HEAP);
        table.row(
                "time to open all, ms",
                peer.millis.show(0),
                byHand.millis.show(0),
                peer.millis.over(byHand.millis).show(2),
                "",
                "");
        return table;
    }

    private static void row(Table table, String name, Series peer, Series byHand, Target target) {
        table.row(
                name,
                peer.show(0),
                byHand.show(0),
                String.format(Locale.ROOT, "%.2f", peer.median() / byHand.median()),
                target.toString(),
                target.judge(peer.max()));
    }
}
