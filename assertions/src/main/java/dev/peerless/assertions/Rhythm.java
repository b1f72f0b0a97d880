package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import java.time.Duration;

/**
 * How often heartbeats are to come.
 *
 * @param heartbeat which heartbeats
 * @param interval the longest time between two of them
 * @param tolerance how much later than that is still on time
 */
record Rhythm(Heartbeat heartbeat, Duration interval, Duration tolerance) {

    private static final Duration LEAST_TOLERANCE = Duration.ofMillis(50);

    /** Half an interval, 50 ms at least: machines under load are late by tens of milliseconds. */
    static Duration defaultTolerance(Duration interval) {
        var half = interval.dividedBy(2);
        return half.compareTo(LEAST_TOLERANCE) < 0 ? LEAST_TOLERANCE : half;
    }

    Duration longestGap() {
        return interval.plus(tolerance);
    }

    @Override
    public String toString() {
        return "heartbeats (" + heartbeat + ") at least every " + DurationText.of(interval) + ", with a tolerance of "
                + DurationText.of(tolerance);
    }
}
