package dev.peerless.benchmarks;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;

import com.sun.management.ThreadMXBean;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * What it costs to look at a long transcript: a snapshot of it, an assertion that has to see all of it once, and each
 * further event that comes while an assertion is waiting.
 */
final class TranscriptLooks implements Benchmark {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CLIENTS = 64;
    private static final int LOOKS = 101;
    private static final Target BYTES_OF_LOOK = Target.atMost(256, " B");
    private static final Target GROWTH = Target.atMost(3, " times");

    @Override
    public Table run(Scale scale) throws Exception {
        var table = new Table(
                "transcript: what looking at it costs",
                "events",
                "snapshot, µs",
                "B allocated",
                "assertion, ms",
                "KiB allocated",
                "each further event while waiting, µs");
        var plot = new Plot("transcript", "Looking at a transcript", "events", "µs");
        var looks = new ArrayList<Look>();
        try (var peer = Peer.plan()
                        .watchReleases(false)
                        .speak(Conversation.echo())
                        .listen();
                var clients = new Clients(peer.address())) {
            for (int events :
                    scale == Scale.FULL ? new int[] {1_000, 10_000, 100_000, 1_000_000} : new int[] {500, 2_000}) {
                clients.echoUntil(peer, events);
                looks.add(look(peer, clients, scale.of(2_000, 50)));
            }
        }
        for (var each : looks) {
            table.row(
                    String.valueOf(each.events()),
                    show(each.snapshotMicros()),
                    String.valueOf(each.snapshotBytes()),
                    show(each.assertionMillis()),
                    String.valueOf(each.assertionBytes() >> 10),
                    show(each.furtherMicros()));
            plot.add("snapshot", each.events(), each.snapshotMicros());
            plot.add("assertion", each.events(), each.assertionMillis() * 1e3);
            plot.add("further event", each.events(), each.furtherMicros());
        }
        var first = looks.get(0);
        var last = looks.get(looks.size() - 1);
        double perEvent = (last.assertionMillis() / last.events()) / (first.assertionMillis() / first.events());
        table.note("a snapshot of the longest allocates " + BYTES_OF_LOOK + ": "
                + BYTES_OF_LOOK.judge((double) last.snapshotBytes()));
        table.note("an assertion on the longest costs, per event, " + GROWTH + " what it costs on the shortest: "
                + GROWTH.judge(perEvent));
        table.plot(plot);
        return table;
    }

    private record Look(
            int events,
            double snapshotMicros,
            long snapshotBytes,
            double assertionMillis,
            long assertionBytes,
            double furtherMicros) {}

    private static Look look(Peer peer, Clients clients, int further) throws Exception {
        int events = peer.transcript().size();
        var micros = new Series();
        long bytes = allocated();
        for (int i = 0; i < LOOKS; i++) {
            long start = System.nanoTime();
            var unused = peer.transcript();
            micros.add((System.nanoTime() - start) / 1e3);
        }
        long snapshotBytes = (allocated() - bytes) / LOOKS;
        var millis = new Series();
        for (int i = 0; i < 5; i++) {
            bytes = allocated();
            long start = System.nanoTime();
            assertThatConnections(peer).hasCount(clients.size());
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return new Look(
                events,
                micros.median(),
                snapshotBytes,
                millis.median(),
                allocated() - bytes,
                furtherMicros(peer, clients, further));
    }

    /** Processor time of a thread whose assertion waits for one more connection, while something else goes on. */
    private static double furtherMicros(Peer peer, Clients clients, int further) throws Exception {
        var actor = Executors.newSingleThreadExecutor();
        try {
            int size = peer.transcript().size();
            int awaited = clients.size() + 1;
            var acting = actor.submit(() -> {
                for (int i = 0; i < further; i++) {
                    clients.echo(1);
                }
                clients.add();
                return null;
            });
            long cpu = Machine.threadCpu();
            assertThatConnections(peer).within(Duration.ofSeconds(30)).hasCount(awaited);
            double micros = (Machine.threadCpu() - cpu) / 1e3;
            acting.get();
            return micros / (peer.transcript().size() - size);
        } finally {
            actor.shutdown();
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static String show(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Connections on which a byte comes back for each that is sent. */
    private static final class Clients implements AutoCloseable {

        private final InetSocketAddress address;
        private final List<SocketChannel> channels = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1);

        Clients(InetSocketAddress address) throws IOException {
            this.address = address;
            for (int i = 0; i < CLIENTS; i++) {
                add();
            }
        }

        void add() throws IOException {
            var channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channels.add(channel);
        }

        int size() {
            return channels.size();
        }

        /** A byte there and back is two events. */
        void echo(int connections) throws IOException {
            for (var channel : channels.subList(0, connections)) {
                channel.write(buffer.clear());
            }
            for (var channel : channels.subList(0, connections)) {
                if (channel.read(buffer.clear()) != 1) {
                    throw new IOException("no echo");
                }
            }
        }

        void echoUntil(Peer peer, int events) throws IOException {
            while (peer.settledTranscript().size() < events) {
                echo(CLIENTS);
            }
        }

        @Override
        public void close() throws IOException {
            for (var channel : channels) {
                channel.close();
            }
        }
    }
}
