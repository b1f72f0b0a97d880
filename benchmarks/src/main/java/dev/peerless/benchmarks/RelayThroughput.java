package dev.peerless.benchmarks;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Bulk on one connection: through a peer that relays, through a relay written by hand, and direct. Source and sink are
 * two threads of this process, the same for all.
 *
 * <p>A relay's processor time is that of the process without the source's and the sink's threads. So each pays for all
 * it causes, garbage collection included, and for the kernel's work in its own reads and writes; what the source and the
 * sink do differently because of it is not counted.
 */
final class RelayThroughput implements Benchmark {

    private static final double GIB = 1 << 30;
    private static final int CHUNK = 1 << 20;
    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final Target THROUGHPUT = Target.atLeast(0.95, " times");
    private static final Target CPU = Target.atMost(1.1, " times");

    private static final class Measured {
        final Series gibPerSecond = new Series();
        final Series cpuMillisPerGib = new Series();

        void add(Transfer transfer) {
            gibPerSecond.add(transfer.bytes() / GIB / (transfer.nanos() / 1e9));
            cpuMillisPerGib.add(transfer.relayCpu() / 1e6 / (transfer.bytes() / GIB));
        }
    }

    private record Transfer(long bytes, long nanos, long relayCpu) {}

    @Override
    public Table run(Scale scale) throws Exception {
        long bytes = (long) scale.of(512, 16) << 20;
        var relayed = new Measured();
        var byHand = new Measured();
        var direct = new Measured();
        var threads = Executors.newFixedThreadPool(2);
        try (var sink = ServerSocketChannel.open()) {
            sink.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var address = (InetSocketAddress) sink.getLocalAddress();
            Scale.Round round = () -> {
                relayed.add(relayed(address, sink, bytes, threads));
                byHand.add(byHand(address, sink, bytes, threads));
                direct.add(transfer(address, sink, bytes, threads));
            };
            // Warms up; its figures are left out.
            relayed(address, sink, bytes, threads);
            byHand(address, sink, bytes, threads);
            scale.repeat(21, BUDGET, round);
        } finally {
            threads.shutdownNow();
        }
        return table(relayed, byHand, direct);
    }

    private static Table table(Measured relayed, Measured byHand, Measured direct) {
        var table = new Table(
                "throughput: bulk on one connection, " + relayed.gibPerSecond.size() + " rounds",
                "",
                "peer",
                "by hand",
                "direct",
                "peer / by hand",
                "target",
                "");
        var throughput = relayed.gibPerSecond.over(byHand.gibPerSecond);
        table.row(
                "GiB/s",
                relayed.gibPerSecond.show(2),
                byHand.gibPerSecond.show(2),
                direct.gibPerSecond.show(2),
                throughput.show(2),
                THROUGHPUT.toString(),
                THROUGHPUT.judge(throughput.median()));
        var cpu = relayed.cpuMillisPerGib.over(byHand.cpuMillisPerGib);
        table.row(
                "relay's CPU ms/GiB",
                relayed.cpuMillisPerGib.show(0),
                byHand.cpuMillisPerGib.show(0),
                "",
                cpu.show(2),
                CPU.toString(),
                CPU.judge(cpu.median()));
        return table;
    }

    private static Transfer relayed(
            InetSocketAddress sinkAddress, ServerSocketChannel sink, long bytes, ExecutorService threads)
            throws Exception {
        try (var peer = Peer.plan().watchReleases(false).relayTo(sinkAddress).listen()) {
            return transfer(peer.address(), sink, bytes, threads);
        }
    }

    private static Transfer byHand(
            InetSocketAddress sinkAddress, ServerSocketChannel sink, long bytes, ExecutorService threads)
            throws Exception {
        try (var relay = new HandWrittenRelay(sinkAddress)) {
            return transfer(relay.address(), sink, bytes, threads);
        }
    }

    private static Transfer transfer(
            InetSocketAddress to, ServerSocketChannel sink, long bytes, ExecutorService threads) throws Exception {
        long cpu = Machine.processCpu();
        long start = System.nanoTime();
        var arriving = threads.submit(withCpuTime(() -> drain(sink, bytes)));
        var sending = threads.submit(withCpuTime(() -> fill(to, bytes)));
        long endsCpu = arriving.get() + sending.get();
        long nanos = System.nanoTime() - start;
        return new Transfer(bytes, nanos, Machine.processCpu() - cpu - endsCpu);
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
                channel.write(buffer.clear());
            }
            channel.shutdownOutput();
            // Its answer is the sink's FIN: not before that is everything there.
            if (channel.read(buffer.clear()) >= 0) {
                throw new IllegalStateException("the sink does not speak");
            }
        }
    }

    private static void drain(ServerSocketChannel sink, long bytes) throws IOException {
        var buffer = ByteBuffer.allocateDirect(CHUNK);
        long arrived = 0;
        try (var channel = sink.accept()) {
            for (int count = 0; count >= 0; count = channel.read(buffer.clear())) {
                arrived += count;
            }
        }
        if (arrived != bytes) {
            throw new IllegalStateException(arrived + " of " + bytes + " bytes have arrived");
        }
    }
}
