package dev.peerless.internal.script;

import dev.peerless.fault.Shaping;

/**
 * How fast bytes may pass, by count: in slices, each so much later than the one before as its size and the pause between
 * slices ask for. There is no credit for time in which nothing passed, so that no window holds more than the rate gives
 * and one slice.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000;
    private static final long SLICES_PER_SECOND = 100;
    private static final long LARGEST_SLICE = 64 * 1024;

    private final Shaping shaping;
    private final long slice;
    private long next = Long.MIN_VALUE;

    Pace(Shaping shaping) {
        this.shaping = shaping;
        this.slice = slice(shaping);
    }

    private static long slice(Shaping shaping) {
        if (shaping.isStandstill()) {
            return 0;
        } else if (shaping.sliceBytes().isPresent()) {
            return shaping.sliceBytes().getAsLong();
        } else if (shaping.bytesPerSecond().isPresent()) {
            long share = shaping.bytesPerSecond().getAsLong() / SLICES_PER_SECOND;
            return Math.max(1, Math.min(share, LARGEST_SLICE));
        }
        return Long.MAX_VALUE;
    }

    /** How many bytes may pass now. */
    long allowance(long now) {
        return now < next ? 0 : slice;
    }

    /** So many bytes, not more than were allowed, have passed. */
    void passed(long bytes, long now) {
        next = now + Math.max(shaping.sliceDelay().toNanos(), timeOf(bytes));
    }

    /** When more may pass; in the past if now, {@link FaultScript#NEVER} if nothing ever does. */
    long next() {
        return slice == 0 ? FaultScript.NEVER : next;
    }

    /** How many bytes pass in a time at most; a slice more may be under way. */
    long within(long nanos) {
        if (slice == 0) {
            return 0;
        }
        long perSlice = Math.max(shaping.sliceDelay().toNanos(), slice == Long.MAX_VALUE ? 0 : timeOf(slice));
        double slices = perSlice == 0 ? Double.POSITIVE_INFINITY : 1.0 + (double) nanos / perSlice;
        return (long) Math.min(Long.MAX_VALUE, slices * slice);
    }

    private long timeOf(long bytes) {
        if (shaping.bytesPerSecond().isEmpty()) {
            return 0;
        }
        // Rounded up: the rate is never exceeded, not by a nanosecond.
        long rate = shaping.bytesPerSecond().getAsLong();
        return (bytes * SECOND + rate - 1) / rate;
    }
}
