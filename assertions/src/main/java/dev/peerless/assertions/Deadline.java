package dev.peerless.assertions;

import java.time.Duration;

/** The one place where assertions read the clock. */
final class Deadline {

    private static final Duration LONGEST = Duration.ofDays(365);

    private Deadline() {}

    static long now() {
        return System.nanoTime();
    }

    static long after(long nanos, Duration time) {
        return nanos + (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
    }

    static Duration left(long until) {
        return Duration.ofNanos(until - now());
    }
}
