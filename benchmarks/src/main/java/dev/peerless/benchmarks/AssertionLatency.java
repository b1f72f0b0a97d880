package dev.peerless.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How soon an assertion returns that has waited for what it says. The time begins when that happened: where the peer did
 * it, as its transcript has it; where the code under test did, just before it did so, which includes the way of it over
 * the wire.
 */
final class AssertionLatency implements Benchmark {

    private static final Duration BUDGET = Duration.ofSeconds(40);
    private static final Target TARGET = Target.atMost(20, " ms");

    @Override
    public Table run(Scale scale) throws Exception {
        var table = new Table(
                "assertions: milliseconds from what an assertion waits for to its return",
                "",
                "times",
                "p50",
                "p99",
                "max",
                "target: p99 " + TARGET);
        var console = Logger.getLogger("").getHandlers();
        var levels = Arrays.stream(console).map(Handler::getLevel).toList();
        Arrays.stream(console).forEach(handler -> handler.setLevel(Level.OFF));
        var actors = Executors.newSingleThreadScheduledExecutor();
        try {
            for (var each : AwaitedEvent.values()) {
                measure(each, scale.of(20, 1), actors, new Series());
            }
            for (var each : AwaitedEvent.values()) {
                var millis = new Series();
                scale.repeat(200, BUDGET, () -> measure(each, 1, actors, millis));
                table.row(
                        each.toString(),
                        String.valueOf(millis.size()),
                        show(millis.median()),
                        show(millis.percentile(99)),
                        show(millis.max()),
                        TARGET.judge(millis.percentile(99)));
            }
            var looks = new Series();
            try (var stage = new Stage(false)) {
                scale.repeat(100, BUDGET, () -> {
                    long from = System.nanoTime();
                    var unused = stage.first().tcpState();
                    looks.add((System.nanoTime() - from) / 1e6);
                });
            }
            table.note("one look at a state, as isInState takes again and again: p50 " + show(looks.median()) + ", p99 "
                    + show(looks.percentile(99)));
        } finally {
            actors.shutdown();
            for (int i = 0; i < console.length; i++) {
                console[i].setLevel(levels.get(i));
            }
        }
        return table;
    }

    /** Stages it so many times. */
    private static void measure(AwaitedEvent awaited, int times, ScheduledExecutorService actors, Series into)
            throws Exception {
        for (int i = 0; i < times; i++) {
            try (var stage = new Stage(awaited.watchesReleases())) {
                awaited.prepare(stage);
                var acted = actors.schedule(
                        () -> {
                            long now = System.nanoTime();
                            awaited.act(stage);
                            return now;
                        },
                        awaited.millisUntilItHappens(),
                        TimeUnit.MILLISECONDS);
                awaited.await(stage);
                long returned = System.nanoTime();
                long from = awaited.isOfThePeer() ? stage.lastOfThePeer() : acted.get();
                into.add((returned - from) / 1e6);
            }
        }
    }

    private static String show(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis);
    }
}
