package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often something may happen.
 *
 * @param most how many times, 1 or more
 * @param per in which time
 * @param asked when the assertion was called
 * @param watch for how long, or {@code null} to look at what has happened so far
 */
record Rate(int most, Duration per, long asked, @Nullable Duration watch) {

    Rate {
        if (most < 1) {
            throw new IllegalArgumentException("a rate allows 1 or more, but was to allow " + most);
        }
    }

    long watchedUntil(Duration time) {
        return Deadline.after(asked, time);
    }

    @Override
    public String toString() {
        return "at most " + most + (most == 1 ? " time" : " times") + " in any " + DurationText.of(per)
                + (watch == null ? "" : " for " + DurationText.of(watch));
    }
}
