package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.WireEvent.Data;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What is expected of the times between heartbeats, once there are some. */
sealed interface Gaps {

    /** Decides by the reads in which a heartbeat ended, 3 or more; one that held two is there twice. */
    Verdict judge(List<Data> heartbeats);

    /** They are so long on average. */
    record OnAverage(Duration interval, Duration tolerance) implements Gaps {

        @Override
        public Verdict judge(List<Data> heartbeats) {
            var last = heartbeats.get(heartbeats.size() - 1);
            double average = (double) (last.nanos() - heartbeats.get(0).nanos()) / (heartbeats.size() - 1);
            return Math.abs(average - interval.toNanos()) <= tolerance.toNanos()
                    ? Verdict.PASSED
                    : Verdict.failed(
                            String.format(Locale.ROOT, "they came every %.3f ms on average", average / 1e6),
                            heartbeats);
        }

        @Override
        public String toString() {
            return "every " + DurationText.of(interval) + " on average, with a tolerance of "
                    + DurationText.of(tolerance);
        }
    }

    /** None is shorter. */
    record AtLeast(Duration shortest, Duration tolerance) implements Gaps {

        @Override
        public Verdict judge(List<Data> heartbeats) {
            long least = shortest.minus(tolerance).toNanos();
            for (int i = 1; i < heartbeats.size(); i++) {
                var before = heartbeats.get(i - 1);
                var next = heartbeats.get(i);
                if (next.nanos() - before.nanos() < least) {
                    return Verdict.failed("two came within " + Times.between(before, next), before, next);
                }
            }
            return Verdict.PASSED;
        }

        @Override
        public String toString() {
            return "never closer than " + DurationText.of(shortest) + ", with a tolerance of "
                    + DurationText.of(tolerance);
        }
    }
}
