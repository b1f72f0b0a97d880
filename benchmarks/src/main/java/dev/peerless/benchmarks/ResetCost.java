package dev.peerless.benchmarks;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.onConnect;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What a test pays for a peer: listen, connect, the reset seen by a raw client, close. By hand that is a listener and a
 * thread, and nobody waits for the thread's end.
 */
final class ResetCost implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(15);
    private static final Target TARGET = Target.atMost(1.0, " times");

    private interface Step {
        void run() throws IOException;
    }

    private record Case(
            String name, Step peer, Step byHand, int times, boolean judged, Series micros, Series byHandMicros) {

        Case(String name, Step peer, Step byHand, int times, boolean judged) {
            this(name, peer, byHand, times, judged, new Series(), new Series());
        }
    }

    @Override
    public Table run(Scale scale) throws Exception {
        int times = scale.of(100, 3);
        // Each look at the kernel's socket table takes milliseconds.
        int watchingTimes = scale.of(5, 1);
        var cases = List.of(
                new Case("resets on connect", () -> peer(onConnect(), false), () -> byHand(false), times, true),
                new Case("resets after a byte", () -> peer(afterReceiving(1), false), () -> byHand(true), times, true),
                new Case(
                        "on connect, watching releases",
                        () -> peer(onConnect(), true),
                        () -> byHand(false),
                        watchingTimes,
                        false));
        for (var each : cases) {
            micros(each.peer(), each.times() * scale.of(15, 1));
            micros(each.byHand(), each.times() * scale.of(15, 1));
        }
        scale.repeat(21, BUDGET, () -> {
            for (var each : cases) {
                each.micros().add(micros(each.peer(), each.times()));
                each.byHandMicros().add(micros(each.byHand(), each.times()));
            }
        });
        return table(cases);
    }

    private static Table table(List<Case> cases) {
        var table = new Table(
                "reset: listen, connect, see the reset, close; microseconds",
                "",
                "peer",
                "by hand",
                "peer / by hand",
                "target",
                "");
        for (var each : cases) {
            var ratio = each.micros().over(each.byHandMicros());
            table.row(
                    each.name(),
                    each.micros().show(0),
                    each.byHandMicros().show(0),
                    ratio.show(2),
                    each.judged() ? TARGET.toString() : "",
                    each.judged() ? TARGET.judge(ratio.median()) : "");
        }
        return table;
    }

    private static void peer(Trigger trigger, boolean watchesReleases) throws IOException {
        try (var peer = Peer.plan()
                .fault(Fault.reset(trigger))
                .watchReleases(watchesReleases)
                .listen()) {
            var unused = RawClient.untilReset(peer.address(), trigger instanceof Trigger.AfterReceiving);
        }
    }

    private static void byHand(boolean afterByte) throws IOException {
        try (var peer = afterByte ? HandWrittenPeer.resettingAfterByte() : HandWrittenPeer.resettingOnConnect()) {
            var unused = RawClient.untilReset(peer.address(), afterByte);
        }
    }

    /** The median of several times. */
    private static double micros(Step step, int times) throws IOException {
        var series = new Series();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            step.run();
            series.add((System.nanoTime() - start) / 1e3);
        }
        return series.median();
    }
}
