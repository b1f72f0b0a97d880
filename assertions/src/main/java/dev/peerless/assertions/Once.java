package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to come once.
 *
 * @param wanted the bytes, not empty
 * @param isNeeded whether it must come at all
 * @param asked when the assertion was called
 * @param watch how long it is not to come again, or {@code null} to look at what has happened so far
 */
record Once(
        Bytes wanted,
        boolean isNeeded,
        long asked,
        @Nullable Duration watch) {

    boolean isOverBefore(WireEvent event) {
        return watch != null && event.nanos() - until(watch) > 0;
    }

    long until(Duration time) {
        return Deadline.after(asked, time);
    }

    @Override
    public String toString() {
        return "to have been sent " + Payload.shown(wanted)
                + (isNeeded ? " exactly once" : " at most once")
                + (watch == null ? "" : " for " + DurationText.of(watch));
    }
}
