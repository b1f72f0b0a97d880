package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Counterpart;
import dev.peerless.benchmarks.counterpart.Kit;
import dev.peerless.benchmarks.counterpart.Listening;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * Many connections held by one stub, or through one relay: the time to have them all, the heap after garbage collection,
 * transcripts included, and the threads. Clients and upstream live in other processes.
 */
final class ManyConnections implements Benchmark {

    private static final int OTHER_DESCRIPTORS = 500;
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Longer than the second after which a SYN that found the queue full is sent again. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private interface Start {
        Listening of(Counterpart counterpart) throws IOException;
    }

    private record Case(
            String name, int most, int descriptorsEach, Target millis, Target kib, Start start, List<Kit> kits) {

        /** What this machine lets a process have. */
        int possible(int wanted) {
            return (int) Math.min(wanted, (Machine.descriptorLimit() - OTHER_DESCRIPTORS) / descriptorsEach);
        }
    }

    private static final class Measured {
        final Comparison millis = new Comparison(Kit.NIO);
        final Comparison kib = new Comparison(Kit.NIO);
        final Comparison threads = new Comparison(Kit.NIO);
        final Set<String> fewer = new TreeSet<>();
    }

    /** The most descriptors that were open, and since when. */
    private static final class Rise {
        private long highest;
        private long reachedAt = System.nanoTime();

        long to(long open) {
            if (open > highest) {
                highest = open;
                reachedAt = System.nanoTime();
            }
            return open;
        }

        boolean isOver() {
            return System.nanoTime() - reachedAt >= QUIET.toNanos();
        }
    }

    @Override
    public Table run(Scale scale) throws Exception {
        var table = Comparison.table("connections: many at a time, the other ends in other processes", "NIO by hand");
        try (var clients = new ClientProcess();
                var upstream = new ClientProcess()) {
            var address = upstream.listen();
            var held = new Case(
                    "held",
                    10_000,
                    1,
                    Target.atMost(600, " ms"),
                    Target.atMost(3, " KiB"),
                    Counterpart::holding,
                    List.of(Kit.PEERLESS, Kit.NIO, Kit.NETTY, Kit.MOCK_SERVER));
            var relayed = new Case(
                    "relayed",
                    9_500,
                    2,
                    Target.atMost(1700, " ms"),
                    Target.atMost(6, " KiB"),
                    counterpart -> counterpart.relayingMany(address),
                    List.of(Kit.PEERLESS, Kit.NIO, Kit.NETTY, Kit.NETCRUSHER));
            measure(held, clients, table, scale);
            measure(relayed, clients, table, scale);
        }
        table.note("a process may open " + Machine.descriptorLimit() + " descriptors (ulimit -Hn)");
        return table;
    }

    private static void measure(Case what, ClientProcess clients, Table table, Scale scale) throws Exception {
        var millis = new Plot(
                "connections-" + what.name() + "-time", "Time to have so many " + what.name(), "connections", "ms");
        var kib =
                new Plot("connections-" + what.name() + "-heap", "Heap of each, " + what.name(), "connections", "KiB");
        int most = what.possible(scale.of(what.most(), 50));
        var counts = new TreeSet<>(scale == Scale.FULL ? Set.of(100, 1_000, 3_000, most) : Set.of(most));
        for (int count : counts) {
            var measured = new Measured();
            if (count == counts.first()) {
                round(what, clients, count, new Measured());
            }
            scale.repeat(count == most ? 5 : 3, BUDGET, () -> round(what, clients, count, measured));
            measured.millis.plot(millis, count);
            measured.kib.plot(kib, count);
            measured.fewer.forEach(table::note);
            if (count == most) {
                var name = count + " " + what.name() + ", ";
                measured.millis.addAbsolutely(table, name + "ms", 0, what.millis());
                measured.kib.addAbsolutely(table, name + "heap of each, KiB", 1, what.kib());
                measured.threads.addAbsolutely(table, name + "threads", 0, Target.atMost(2, ""));
            }
        }
        if (most < scale.of(what.most(), 50)) {
            table.note("THIS MACHINE CANNOT HAVE " + what.most() + " " + what.name() + ": raise the limit");
        }
        table.plot(millis);
        table.plot(kib);
    }

    private static void round(Case what, ClientProcess clients, int count, Measured into) throws Exception {
        for (var kit : what.kits()) {
            long heap = Machine.usedHeap();
            var threads = otherThreads(kit);
            long descriptors = Machine.openDescriptors();
            try (var listening = what.start().of(kit.counterpart())) {
                long start = System.nanoTime();
                clients.open(listening.port(), count);
                long wanted = (long) count * what.descriptorsEach();
                var rise = awaitDescriptors(descriptors, wanted);
                long open = rise.highest - descriptors;
                if (open < wanted - leftOver(count)) {
                    into.fewer.add(kit + ", " + count + " " + what.name() + ": ONLY " + open + " OF " + wanted
                            + " DESCRIPTORS WERE OPEN AT A TIME");
                }
                into.millis.add(kit, (rise.reachedAt - start) / 1e6);
                into.kib.add(kit, (Machine.usedHeap() - heap) / 1024.0 / count);
                var now = new HashSet<>(Thread.getAllStackTraces().keySet());
                now.removeAll(threads);
                into.threads.add(kit, now.size());
                clients.closeAll();
            }
            awaitRelease(descriptors + leftOver(count));
        }
    }

    /** How many descriptors may be open still of the kit before, or of classes that were loaded. */
    private static int leftOver(int count) {
        return count / 100 + 20;
    }

    /** Those of Peerless are started once, and kept. */
    private static Set<Thread> otherThreads(Kit kit) {
        var threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> kit == Kit.PEERLESS && thread.getName().startsWith("peerless"));
        return threads;
    }

    /**
     * Waits until there are no more descriptors for a while, and gives how many there were, and when for the first time: a
     * connection is one, or two, and no kit but Peerless tells how many it has.
     */
    private static Rise awaitDescriptors(long before, long wanted) throws Exception {
        var rise = new Rise();
        awaitDescriptors(open -> rise.to(open) >= before + wanted || rise.isOver());
        if (rise.highest < before + wanted / 2) {
            throw new IOException("only " + (rise.highest - before) + " of " + wanted + " descriptors are open");
        }
        return rise;
    }

    /** Two kits' connections at a time would be too many; some close theirs only when the other side has. */
    private static void awaitRelease(long atMost) throws InterruptedException {
        long start = System.nanoTime();
        awaitDescriptors(open -> open <= atMost || System.nanoTime() - start >= PATIENCE.toNanos());
    }

    /** Looks every few milliseconds how many are open, until those are as they should be. */
    private static void awaitDescriptors(LongPredicate asTheyShouldBe) throws InterruptedException {
        while (!asTheyShouldBe.test(Machine.openDescriptors())) {
            Thread.sleep(5);
        }
    }
}
