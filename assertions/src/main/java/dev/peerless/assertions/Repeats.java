package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often something is to be sent.
 *
 * @param what what is counted
 * @param least how often it must come
 * @param most how often it may come
 * @param asked when the assertion was called
 * @param watch how long it is not to come more often, or {@code null} to look at what has happened so far
 */
record Repeats(
        Sought what,
        int least,
        int most,
        long asked,
        @Nullable Duration watch) {

    static Repeats atMostOnce(Sought what) {
        return new Repeats(what, 0, 1, Deadline.now(), null);
    }

    static Repeats atMostOnceFor(Sought what, Duration watch) {
        return new Repeats(what, 0, 1, Deadline.now(), Times.positive(watch));
    }

    static Repeats exactly(int count, Sought what) {
        return new Repeats(what, count, count, Deadline.now(), null);
    }

    boolean isOverBefore(WireEvent event) {
        return watch != null && event.nanos() - until(watch) > 0;
    }

    long until(Duration time) {
        return Deadline.after(asked, time);
    }

    private String howOften() {
        var number = most == 1 ? "once" : most + " times";
        return least == most ? "exactly " + number : "at most " + number;
    }

    @Override
    public String toString() {
        return "to have been sent " + what + " " + howOften() + (watch == null ? "" : " for " + DurationText.of(watch));
    }
}
