package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * A byte to an echo server and back: through a peer that relays, with all of it in the transcript; through other relays;
 * and direct.
 */
final class RelayRoundTrip implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(20);
    private static final List<Kit> KITS = List.of(Kit.PEERLESS, Kit.NIO, Kit.BY_HAND, Kit.NETTY, Kit.NETCRUSHER);
    private static final String DIRECT = "direct";
    private static final Target P50 = Target.atMost(1.3, " times");
    private static final Target P99 = Target.atMost(1.4, " times");

    private static final class Measured {
        private final Comparison p50 = new Comparison(DIRECT);
        private final Comparison p99 = new Comparison(DIRECT);
    }

    @Override
    public Table run(Scale scale) throws Exception {
        var measured = new Measured();
        int times = scale.of(2000, 10);
        try (var echo = new Echo()) {
            round(echo, times, new Measured());
            scale.repeat(21, BUDGET, () -> round(echo, times, measured));
        }
        var table = Comparison.table(
                "roundtrip: one byte to an echo server and back, " + times + " times a round; microseconds", DIRECT);
        measured.p50.addTo(table, "p50", 1, P50);
        measured.p99.addTo(table, "p99", 1, P99);
        table.note(
                "A relay has to be woken twice on the way, besides the two ends: what it can cost at least is the row by hand.");
        return table;
    }

    private static void round(Echo echo, int times, Measured into) throws IOException {
        for (var kit : KITS) {
            try (var relay = kit.counterpart().relaying(echo.address())) {
                measure(relay.address(), times, kit, into);
            }
        }
        measure(echo.address(), times, DIRECT, into);
    }

    private static void measure(InetSocketAddress to, int times, Object way, Measured into) throws IOException {
        var buffer = ByteBuffer.allocateDirect(1);
        var micros = new Series();
        try (var channel = SocketChannel.open(to)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // The first ones find caches cold and the relay still connecting.
            for (int i = -times / 10; i < times; i++) {
                long start = System.nanoTime();
                channel.write(buffer.clear());
                if (channel.read(buffer.clear()) != 1) {
                    throw new IllegalStateException("no echo");
                }
                if (i >= 0) {
                    micros.add((System.nanoTime() - start) / 1e3);
                }
            }
        }
        into.p50.add(way, micros.percentile(50));
        into.p99.add(way, micros.percentile(99));
    }

    /** Sends back what comes, with a thread for each connection. */
    private static final class Echo implements AutoCloseable {

        private final ServerSocketChannel listener;

        Echo() throws IOException {
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            start(this::acceptAll);
        }

        InetSocketAddress address() throws IOException {
            return (InetSocketAddress) listener.getLocalAddress();
        }

        private static void start(Runnable work) {
            var thread = new Thread(work, "echo");
            thread.setDaemon(true);
            thread.start();
        }

        private void acceptAll() {
            try {
                while (true) {
                    var channel = listener.accept();
                    start(() -> serve(channel));
                }
            } catch (IOException closed) {
                // The measurement is over.
            }
        }

        private static void serve(SocketChannel accepted) {
            var buffer = ByteBuffer.allocateDirect(1024);
            try (var channel = accepted) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                while (channel.read(buffer.clear()) >= 0) {
                    channel.write(buffer.flip());
                }
            } catch (IOException reset) {
                // A relay that is closed resets its upstream connections.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
