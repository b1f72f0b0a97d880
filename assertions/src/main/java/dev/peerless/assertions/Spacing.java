package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is expected of the pauses between attempts. */
sealed interface Spacing {

    /** Decides, once all pauses are known. */
    Verdict judge(List<Pause> pauses);

    /**
     * Each pause is long enough.
     *
     * @param tolerance how much shorter a pause may be; {@code null} for a quarter of it, and 20 ms at least
     */
    record AtLeast(Backoff backoff, @Nullable Duration tolerance) implements Spacing {

        private static final double LEAST_TOLERANCE = Duration.ofMillis(20).toNanos();

        @Override
        public Verdict judge(List<Pause> pauses) {
            for (var pause : pauses) {
                double expected = backoff.before(pause.next().connection());
                if (pause.nanos() < expected - tolerated(expected)) {
                    return Verdict.failed(tooSoon(pause, expected), pause.from(), pause.next());
                }
            }
            return Verdict.PASSED;
        }

        private double tolerated(double expected) {
            return tolerance == null ? Math.max(expected / 4, LEAST_TOLERANCE) : (double) tolerance.toNanos();
        }

        private static String tooSoon(Pause pause, double expected) {
            return "attempt #" + pause.next().connection() + " came " + Times.between(pause.from(), pause.next())
                    + " after the one before instead of " + String.format(Locale.ROOT, "%.0f ms", expected / 1e6);
        }

        @Override
        public String toString() {
            return "with pauses of " + backoff;
        }
    }

    /**
     * The pauses are not all as planned: something random is in them.
     *
     * @param backoff what they would be without
     * @param spread how far apart two of the deviations are at least
     */
    record Jitter(Backoff backoff, Duration spread) implements Spacing {

        @Override
        public Verdict judge(List<Pause> pauses) {
            var deviations = pauses.stream()
                    .mapToDouble(
                            pause -> pause.nanos() - backoff.before(pause.next().connection()))
                    .summaryStatistics();
            double seen = deviations.getMax() - deviations.getMin();
            return seen >= spread.toNanos()
                    ? Verdict.PASSED
                    : Verdict.failed(
                            String.format(Locale.ROOT, "they spread over %.3f ms only", seen / 1e6),
                            pauses.stream().map(Pause::next).toList());
        }

        @Override
        public String toString() {
            return "with jitter that spreads the pauses over " + DurationText.of(spread) + " at least";
        }
    }
}
