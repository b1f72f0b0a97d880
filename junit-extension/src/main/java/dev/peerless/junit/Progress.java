package dev.peerless.junit;

import dev.peerless.fault.DurationText;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says on a long run how far it is: at the first test that ends ten seconds after it was said last. */
final class Progress {

    private static final long PERIOD_NANOS = Duration.ofSeconds(10).toNanos();

    private final long tests;
    private final Consumer<String> log;
    private final LongSupplier clock;
    private final long begin;
    private long said;
    private long ended;
    private long failed;

    Progress(long tests, Consumer<String> log, LongSupplier clock) {
        this.tests = tests;
        this.log = log;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.said = begin;
    }

    synchronized void ended(boolean badly) {
        ended++;
        if (badly) {
            failed++;
        }
        long now = clock.getAsLong();
        if (now - said >= PERIOD_NANOS) {
            said = now;
            log.accept(text(now));
        }
    }

    private String text(long now) {
        // Dynamic tests are not counted beforehand.
        return "Peerless: " + ended + " of " + Math.max(tests, ended) + " tests done, " + failed + " failed, after "
                + DurationText.of(
                        Duration.ofSeconds(Duration.ofNanos(now - begin).toSeconds()));
    }
}
