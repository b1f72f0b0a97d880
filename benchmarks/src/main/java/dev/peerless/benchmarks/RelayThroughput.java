package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Bulk on one connection, and on many: through a peer that relays, through other relays, and direct. The sources and the
 * sinks are threads of this process, the same for all.
 *
 * <p>A relay's processor time is that of the process without the sources' and the sinks' threads. So each pays for all
 * it causes, garbage collection included, and for the kernel's work in its own reads and writes; what the ends do
 * differently because of it is not counted.
 */
final class RelayThroughput implements Benchmark {

    private static final double GIB = 1 << 30;
    private static final int CHUNK = 1 << 20;
    private static final int BACKLOG = 1024;
    private static final int ANSWER = 1;
    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final String DIRECT = "direct";
    private static final List<Kit> KITS = List.of(Kit.PEERLESS, Kit.NIO, Kit.BY_HAND, Kit.NETTY, Kit.NETCRUSHER);
    private static final Target THROUGHPUT = Target.atLeast(1, " times");
    private static final Target CPU = Target.atMost(1.08, " times");

    private static final class Measured {
        final Comparison gibPerSecond = new Comparison(Kit.NETCRUSHER);
        final Comparison cpuMillisPerGib = new Comparison(Kit.NETCRUSHER);

        void add(Object way, Transfer transfer) {
            gibPerSecond.add(way, transfer.bytes() / GIB / (transfer.nanos() / 1e9));
            cpuMillisPerGib.add(way, transfer.relayCpu() / 1e6 / (transfer.bytes() / GIB));
        }
    }

    /** One, and what the relay needed for it. */
    record Transfer(long bytes, long nanos, long relayCpu) {}

    @Override
    public Table run(Scale scale) throws Exception {
        long bytes = (long) scale.of(512, 16) << 20;
        var table = Comparison.table("throughput: " + (bytes >> 20) + " MiB in bulk", Kit.NETCRUSHER.toString());
        var connections = new Plot("throughput", "Throughput of a relay", "connections", "GiB/s");
        var threads = Executors.newCachedThreadPool();
        try (var sink = ServerSocketChannel.open()) {
            sink.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            // Warms up; its figures are left out.
            round(sink, 1, bytes, threads, new Measured());
            for (int count : scale == Scale.FULL ? new int[] {1, 4, 16, 64} : new int[] {1, 4}) {
                var measured = new Measured();
                scale.repeat(count == 1 ? 11 : 5, BUDGET, () -> round(sink, count, bytes, threads, measured));
                measured.gibPerSecond.plot(connections, count);
                add(measured, table, count);
            }
        } finally {
            threads.shutdownNow();
        }
        table.plot(connections);
        return table;
    }

    private static void add(Measured measured, Table table, int connections) {
        var speed = "GiB/s, " + connections + " connections";
        var cpu = "relay's CPU ms/GiB";
        switch (connections) {
            case 1 -> {
                measured.gibPerSecond.addTo(table, speed, 2, THROUGHPUT);
                measured.cpuMillisPerGib.addTo(table, cpu, 0, CPU);
            }
            case 64 -> measured.gibPerSecond.addTo(table, speed, 2, THROUGHPUT);
            default -> measured.gibPerSecond.addTo(table, speed, 2);
        }
    }

    private static void round(
            ServerSocketChannel sink, int connections, long bytes, ExecutorService threads, Measured into)
            throws Exception {
        var address = (InetSocketAddress) sink.getLocalAddress();
        for (var kit : KITS) {
            try (var relay = kit.counterpart().relaying(address)) {
                into.add(kit, transfer(relay.address(), sink, connections, bytes, threads));
            }
        }
        into.add(DIRECT, transfer(address, sink, connections, bytes, threads));
    }

    static Transfer transfer(
            InetSocketAddress to, ServerSocketChannel sink, int connections, long bytes, ExecutorService threads)
            throws Exception {
        long each = bytes / connections;
        long cpu = Machine.processCpu();
        long start = System.nanoTime();
        var ends = new ArrayList<Future<Long>>();
        for (int i = 0; i < connections; i++) {
            ends.add(threads.submit(withCpuTime(() -> drain(sink, each))));
            ends.add(threads.submit(withCpuTime(() -> fill(to, each))));
        }
        long endsCpu = 0;
        for (var end : ends) {
            endsCpu += end.get();
        }
        long nanos = System.nanoTime() - start;
        return new Transfer(each * connections, nanos, Machine.processCpu() - cpu - endsCpu);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Callable<Long> withCpuTime(Work work) {
        return () -> {
            long before = Machine.threadCpu();
            work.run();
            return Machine.threadCpu() - before;
        };
    }

    private static void fill(InetSocketAddress to, long bytes) throws IOException {
        var buffer = ByteBuffer.allocateDirect(CHUNK);
        try (var channel = SocketChannel.open(to)) {
            for (long sent = 0; sent < bytes; sent += buffer.position()) {
                channel.write(buffer.clear().limit((int) Math.min(CHUNK, bytes - sent)));
            }
            // The sink's answer: not before that is everything there. A FIN would not do, which NetCrusher sometimes
            // keeps.
            if (channel.read(buffer.clear()) != ANSWER) {
                throw new IllegalStateException("the sink did not answer");
            }
        }
    }

    private static void drain(ServerSocketChannel sink, long bytes) throws IOException {
        var buffer = ByteBuffer.allocateDirect(CHUNK);
        long arrived = 0;
        try (var channel = sink.accept()) {
            for (int count = 0; count >= 0 && arrived < bytes; arrived += Math.max(0, count)) {
                count = channel.read(buffer.clear());
            }
            channel.write(buffer.clear().limit(ANSWER));
        }
        if (arrived != bytes) {
            throw new IllegalStateException(arrived + " of " + bytes + " bytes have arrived");
        }
    }
}
