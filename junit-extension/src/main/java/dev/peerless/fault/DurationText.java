package dev.peerless.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** How durations read in plans, transcripts and messages: in the largest unit that needs no fraction. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DurationText {

    private static final long MILLI = 1_000_000;

    private DurationText() {}

    /**
     * Writes for how long something lasts.
     *
     * @param time how long; empty for until something else ends it
     * @return such as {@code " for 300 ms"}, or nothing
     */
    public static String lasting(Optional<Duration> time) {
        return time.map(known -> " for " + of(known)).orElse("");
    }

    /**
     * Writes a duration for people.
     *
     * @param duration any duration
     * @return such as {@code "300 ms"}, {@code "5 s"}, {@code "4 min"}, {@code "1 h"}, {@code "5 d"} or {@code "0.25 ms"}
     */
    public static String of(Duration duration) {
        long nanos = duration.toNanosPart() % MILLI;
        if (nanos != 0) {
            return BigDecimal.valueOf(duration.toNanos(), 6)
                            .stripTrailingZeros()
                            .toPlainString() + " ms";
        }
        if (duration.isZero() || duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() % 60 != 0) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() % 60 != 0) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() % 24 != 0 ? duration.toHours() + " h" : duration.toDays() + " d";
    }
}
