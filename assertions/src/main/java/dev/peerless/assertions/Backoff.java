package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How the pauses between attempts are meant to grow.
 *
 * @param first the pause before the second attempt
 * @param factor by how much each pause is longer than the one before; 1 for pauses of one length
 */
record Backoff(Duration first, double factor) {

    /** No pause at all. */
    static final Backoff NONE = new Backoff(Duration.ZERO, 1);

    Backoff {
        if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a factor by which pauses grow must be a number from 1 on, but was " + factor);
        }
    }

    /** Gives the pause before an attempt, in nanoseconds. */
    double before(int attempt) {
        return first.toNanos() * Math.pow(factor, attempt - 2.0);
    }

    @Override
    public String toString() {
        return factor == 1
                ? "at least " + DurationText.of(first)
                : "at least " + DurationText.of(first) + ", each "
                        + BigDecimal.valueOf(factor).stripTrailingZeros().toPlainString() + " times the one before";
    }
}
