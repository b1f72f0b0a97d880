package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in arguments, decisions and messages. */
final class Times {

    /**
     * How long to wait beyond a limit before saying that it was missed: what happened just within it may be recorded a
     * little later, and what came just too late reads better as such.
     */
    private static final Duration GRACE = Duration.ofMillis(25);

    private Times() {}

    static Duration positive(Duration time) {
        if (Required.notNull(time, "time").isZero() || time.isNegative()) {
            throw new IllegalArgumentException(
                    "a time to wait or to watch must be positive, but was " + DurationText.of(time));
        }
        return time;
    }

    static Duration tolerance(Duration time) {
        if (Required.notNull(time, "time").isNegative()) {
            throw new IllegalArgumentException("a tolerance must not be negative, but was " + DurationText.of(time));
        }
        return time;
    }

    static long missedAfter(long limit) {
        return Deadline.after(limit, GRACE);
    }

    /**
     * Tells from when on the other side may have known of what was sent. It is recorded a little after it has gone out, and
     * what another peer sees in consequence may be recorded before; but not before what came last on its connection.
     */
    static long goneOutFrom(WireEvent sent, @Nullable WireEvent before) {
        long earliest = sent.nanos() - GRACE.toNanos();
        return before == null || before.nanos() - earliest < 0 ? earliest : before.nanos();
    }

    /** Tells whether an event came later than so long after another. */
    static boolean isLater(WireEvent event, WireEvent other, Duration time) {
        return event.nanos() - Deadline.after(other.nanos(), time) > 0;
    }

    static String between(WireEvent from, WireEvent to) {
        return exactly(Duration.ofNanos(to.nanos() - from.nanos()));
    }

    static String exactly(Duration time) {
        return String.format(Locale.ROOT, "%.3f ms", time.toNanos() / 1e6);
    }

    static String sinceStart(WireEvent event, long epoch) {
        return String.format(Locale.ROOT, "%+.3f ms", (event.nanos() - epoch) / 1e6);
    }
}
