package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.HandWrittenPeer;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How late a reset strikes that is due so long after the connection was accepted: by the transcript, and as a raw client
 * sees it, which then has to be woken. By hand that is {@link Thread#sleep}, which shows what the machine can do at all.
 */
final class DelayLateness implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final Target EARLIEST = Target.atLeast(0, "");

    private record Limits(Target median, Target p99) {

        String judge(Series late) {
            return String.join(
                    ", ", EARLIEST.judge(late.min()), median.judge(late.median()), p99.judge(late.percentile(99)));
        }

        @Override
        public String toString() {
            return EARLIEST + ", " + median + ", " + p99;
        }
    }

    /** Milliseconds that the resets of one way came late. */
    private static final class Lateness {
        final Series sent = new Series();
        final Series seen = new Series();

        void add(Duration delay, long acceptedAt, long sentAt, long seenAt) {
            sent.add((sentAt - acceptedAt - delay.toNanos()) / 1e6);
            seen.add((seenAt - acceptedAt - delay.toNanos()) / 1e6);
        }
    }

    @Override
    public Table run(Scale scale) throws Exception {
        var table = new Table(
                "delay: lateness of a reset, milliseconds",
                "",
                "times",
                "earliest",
                "median",
                "p99",
                "latest",
                "median / by hand",
                "target: earliest, median, p99",
                "");
        measure(
                table,
                scale,
                Duration.ofMillis(5),
                400,
                false,
                new Limits(Target.atMost(0.33, ""), Target.atMost(0.59, "")));
        measure(
                table,
                scale,
                Duration.ofMillis(50),
                200,
                true,
                new Limits(Target.atMost(0.64, ""), Target.atMost(1.94, "")));
        return table;
    }

    private static void measure(
            Table table, Scale scale, Duration delay, int times, boolean alsoWatching, Limits limits) throws Exception {
        var peer = new Lateness();
        var watching = new Lateness();
        var byHand = new Lateness();
        for (int i = 0; i < scale.of(20, 1); i++) {
            peer(delay, alsoWatching, new Lateness());
            byHand(delay, new Lateness());
        }
        scale.repeat(times, BUDGET, () -> {
            peer(delay, false, peer);
            byHand(delay, byHand);
            // As rarely as that, since a look at the kernel's socket table takes milliseconds of processor time.
            if (alsoWatching && byHand.sent.size() % 4 == 1) {
                peer(delay, true, watching);
            }
        });
        var name = delay.toMillis() + " ms, ";
        row(table, name + "peer, sent", peer.sent, byHand.sent, limits.toString(), limits.judge(peer.sent));
        row(table, name + "peer, seen", peer.seen, byHand.seen, limits.toString(), limits.judge(peer.seen));
        row(table, name + "by hand, sent", byHand.sent, byHand.sent, "", "");
        row(table, name + "by hand, seen", byHand.seen, byHand.seen, "", "");
        if (alsoWatching) {
            row(table, name + "watching releases, sent", watching.sent, byHand.sent, "", "");
            row(table, name + "watching releases, seen", watching.seen, byHand.seen, "", "");
        }
    }

    private static void row(Table table, String name, Series late, Series byHand, String target, String verdict) {
        table.row(
                name,
                String.valueOf(late.size()),
                show(late.min()),
                show(late.median()),
                show(late.percentile(99)),
                show(late.max()),
                String.format(Locale.ROOT, "%.2f", late.median() / byHand.median()),
                target,
                verdict);
    }

    private static String show(double millis) {
        return String.format(Locale.ROOT, "%.3f", millis);
    }

    private static void peer(Duration delay, boolean watchesReleases, Lateness into)
            throws IOException, InterruptedException {
        try (var peer = Peer.plan()
                .fault(Fault.reset(Trigger.connectedFor(delay)))
                .watchReleases(watchesReleases)
                .listen()) {
            long seenAt = RawClient.untilEnd(peer.address()).seenAt();
            var events = resetOf(peer);
            into.add(delay, events.get(0).nanos(), events.get(1).nanos(), seenAt);
        }
    }

    /** The client may see the reset before it is recorded. */
    private static List<WireEvent> resetOf(Peer peer) throws InterruptedException {
        var seen = peer.transcript();
        while (seen.size() < 2) {
            seen = peer.awaitMore(seen, Duration.ofSeconds(1));
        }
        if (seen.events().get(0) instanceof WireEvent.Connected && seen.events().get(1) instanceof WireEvent.Rst) {
            return seen.events();
        }
        throw new IllegalStateException("expected a connection and its reset, but saw\n" + seen);
    }

    private static void byHand(Duration delay, Lateness into) throws IOException {
        try (var peer = HandWrittenPeer.resettingAfter(delay)) {
            long seenAt = RawClient.untilEnd(peer.address()).seenAt();
            into.add(delay, peer.acceptedAt(), peer.resetAt(), seenAt);
        }
    }
}
