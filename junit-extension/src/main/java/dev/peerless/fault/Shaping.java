package dev.peerless.fault;

import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * How slowly bytes go: first in, first out, and none lost. What is not said does not slow them.
 *
 * <pre>{@code
 * Shaping.none().withLatency(ofMillis(100), ofMillis(20)).withBytesPerSecond(10_000)
 * }</pre>
 *
 * <p>This is about the bytes that go over the wire, and so about ciphertext where the peer speaks TLS.
 *
 * @param latency how much later each byte comes
 * @param jitter by how much more or less than that, at most the latency; drawn evenly from the fault's seed and the
 *     number of the connection for all bytes that set out together. A byte that would overtake waits for those before it
 * @param bytesPerSecond how many pass in a second, without bursts beyond one slice; 0 if none pass, empty for no limit
 * @param sliceBytes how many go together at most; empty for as they come, or if there is a rate, for what passes in a
 *     hundredth of a second
 * @param sliceDelay the pause between two slices
 * @param closeDelay how much later the peer's FIN comes, after all that it follows
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Shaping(
        Duration latency,
        Duration jitter,
        OptionalLong bytesPerSecond,
        OptionalLong sliceBytes,
        Duration sliceDelay,
        Duration closeDelay) {

    /** What fits into a clock of nanoseconds, several times. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Shaping NONE = new Shaping(
            Duration.ZERO, Duration.ZERO, OptionalLong.empty(), OptionalLong.empty(), Duration.ZERO, Duration.ZERO);

    /**
     * Checks the parts.
     *
     * @param latency how much later each byte comes
     * @param jitter by how much more or less than that, at most the latency
     * @param bytesPerSecond how many pass in a second; 0 if none pass, empty for no limit
     * @param sliceBytes how many go together at most; empty for as they come
     * @param sliceDelay the pause between two slices
     * @param closeDelay how much later the peer's FIN comes, after all that it follows
     * @throws IllegalArgumentException if one is negative or longer than a year, the jitter is more than the latency, or a
     *     delay between slices has no slices
     */
    public Shaping {
        Required.notNull(bytesPerSecond, "bytesPerSecond");
        Required.notNull(sliceBytes, "sliceBytes");
        checkTime("latency", latency);
        checkTime("jitter", jitter);
        checkTime("slice delay", sliceDelay);
        checkTime("close delay", closeDelay);
        if (jitter.compareTo(latency) > 0) {
            throw new IllegalArgumentException(
                    "the jitter must be at most the latency, since no byte comes early, but was "
                            + DurationText.of(jitter) + " of " + DurationText.of(latency));
        }
        if (bytesPerSecond.orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "the bytes per second must be 0 or more, but were " + bytesPerSecond.getAsLong());
        }
        if (sliceBytes.orElse(1) < 1) {
            throw new IllegalArgumentException("a slice must have at least 1 byte, but had " + sliceBytes.getAsLong());
        }
        if (!sliceDelay.isZero() && sliceBytes.isEmpty()) {
            throw new IllegalArgumentException("a delay between slices needs to know how many bytes a slice has");
        }
    }

    private static void checkTime(String what, Duration time) {
        if (Required.notNull(time, what).isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the " + what + " must be from 0 to 365 days, but was " + DurationText.of(time));
        }
    }

    /**
     * Begins with nothing slowed.
     *
     * @return full speed
     */
    public static Shaping none() {
        return NONE;
    }

    /**
     * Has each byte come later.
     *
     * @param time by how much
     * @return the same with that latency and without jitter
     */
    public Shaping withLatency(Duration time) {
        return withLatency(time, Duration.ZERO);
    }

    /**
     * Has each byte come later, by an amount that varies.
     *
     * @param time by how much
     * @param variation by how much more or less than that, at most the latency
     * @return the same with that latency and jitter
     */
    public Shaping withLatency(Duration time, Duration variation) {
        return new Shaping(time, variation, bytesPerSecond, sliceBytes, sliceDelay, closeDelay);
    }

    /**
     * Limits how many bytes pass in a second.
     *
     * @param rate how many; 0 if none are to pass
     * @return the same at that rate
     */
    public Shaping withBytesPerSecond(long rate) {
        return new Shaping(latency, jitter, OptionalLong.of(rate), sliceBytes, sliceDelay, closeDelay);
    }

    /**
     * Cuts what passes into slices.
     *
     * @param bytes how many go together at most, at least 1
     * @param delay the pause between two slices
     * @return the same in slices
     */
    public Shaping withSlices(long bytes, Duration delay) {
        return new Shaping(latency, jitter, bytesPerSecond, OptionalLong.of(bytes), delay, closeDelay);
    }

    /**
     * Has the peer's FIN come later.
     *
     * @param time by how much, after all that it follows
     * @return the same with a slow close
     */
    public Shaping withCloseDelay(Duration time) {
        return new Shaping(latency, jitter, bytesPerSecond, sliceBytes, sliceDelay, time);
    }

    /**
     * Tells whether nothing passes at all.
     *
     * @return whether the rate is 0
     */
    public boolean isStandstill() {
        return bytesPerSecond.isPresent() && bytesPerSecond.getAsLong() == 0;
    }

    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        if (!latency.isZero()) {
            parts.add("latency " + DurationText.of(latency) + (jitter.isZero() ? "" : " ± " + DurationText.of(jitter)));
        }
        bytesPerSecond.ifPresent(rate -> parts.add(rate + " B/s"));
        sliceBytes.ifPresent(bytes -> parts.add(
                "slices of " + bytes + " B" + (sliceDelay.isZero() ? "" : " every " + DurationText.of(sliceDelay))));
        if (!closeDelay.isZero()) {
            parts.add("FIN " + DurationText.of(closeDelay) + " later");
        }
        return parts.isEmpty() ? "full speed" : String.join(", ", parts);
    }
}
