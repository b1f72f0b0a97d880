package dev.peerless.benchmarks;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;

/**
 * A byte to an echo server and back: through a peer that relays, with all of it in the transcript; through a relay
 * written by hand; and direct.
 */
final class RelayRoundTrip implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(15);
    private static final Target P50 = Target.atMost(1.35, " times");

    /** All round trips of one way, and the percentiles of each round. */
    private static final class Measured {
        final Series micros = new Series();
        final Series p50 = new Series();
        final Series p99 = new Series();
    }

    @Override
    public Table run(Scale scale) throws Exception {
        var relayed = new Measured();
        var byHand = new Measured();
        var direct = new Measured();
        try (var echo = new Echo()) {
            round(echo, scale, new Measured(), new Measured(), new Measured());
            scale.repeat(21, BUDGET, () -> round(echo, scale, relayed, byHand, direct));
        }
        var table = new Table(
                "roundtrip: one byte to an echo server and back, %d times each; microseconds"
                        .formatted(direct.micros.size()),
                "",
                "p50",
                "p99",
                "p50 / direct",
                "p99 / direct",
                "p50 / by hand",
                "target",
                "");
        row(table, "peer", relayed, direct, byHand, true);
        row(table, "by hand", byHand, direct, byHand, false);
        row(table, "direct", direct, direct, byHand, false);
        table.note(
                "A relay has to be woken twice on the way, besides the two ends: what it can cost at least is the row by hand.");
        return table;
    }

    private static void row(Table table, String name, Measured way, Measured direct, Measured byHand, boolean judged) {
        var ratio = way.p50.over(direct.p50);
        table.row(
                name,
                String.format(Locale.ROOT, "%.1f", way.micros.percentile(50)),
                String.format(Locale.ROOT, "%.1f", way.micros.percentile(99)),
                ratio.show(2),
                way.p99.over(direct.p99).show(2),
                way.p50.over(byHand.p50).show(2),
                judged ? "p50 " + P50 : "",
                judged ? P50.judge(ratio.median()) : "");
    }

    private static void round(Echo echo, Scale scale, Measured relayed, Measured byHand, Measured direct)
            throws IOException {
        int times = scale.of(2000, 10);
        try (var peer = Peer.plan().watchReleases(false).relayTo(echo.address()).listen()) {
            measure(peer.address(), times, relayed);
        }
        try (var relay = new HandWrittenRelay(echo.address())) {
            measure(relay.address(), times, byHand);
        }
        measure(echo.address(), times, direct);
    }

    private static void measure(InetSocketAddress to, int times, Measured into) throws IOException {
        var buffer = ByteBuffer.allocateDirect(1);
        var round = new Series();
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
                    double micros = (System.nanoTime() - start) / 1e3;
                    round.add(micros);
                    into.micros.add(micros);
                }
            }
        }
        into.p50.add(round.percentile(50));
        into.p99.add(round.percentile(99));
    }

    /** Sends back what comes, one connection after the other. */
    private static final class Echo implements AutoCloseable {

        private final ServerSocketChannel listener;

        Echo() throws IOException {
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var thread = new Thread(this::serve, "echo");
            thread.setDaemon(true);
            thread.start();
        }

        InetSocketAddress address() throws IOException {
            return (InetSocketAddress) listener.getLocalAddress();
        }

        private void serve() {
            var buffer = ByteBuffer.allocateDirect(1024);
            while (listener.isOpen()) {
                try (var channel = listener.accept()) {
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    while (channel.read(buffer.clear()) >= 0) {
                        channel.write(buffer.flip());
                    }
                } catch (IOException closed) {
                    // A peer that is closed resets its upstream connections; then comes the next.
                }
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
