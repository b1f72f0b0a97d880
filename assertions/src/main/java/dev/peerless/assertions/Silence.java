package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how long nothing is to arrive.
 *
 * @param afterFault whether from the first fault on, or else from the beginning
 * @param asked when the assertion was called
 * @param watch how long to watch, or {@code null} to look at what has happened so far
 */
record Silence(
        boolean afterFault,
        long allowed,
        long asked,
        @Nullable Duration watch) {

    /** Tells whether something came after the time to watch; {@code from} is the connect or the fault. */
    boolean isOverBefore(WireEvent event, WireEvent from) {
        return watch != null && event.nanos() - until(from, watch) > 0;
    }

    long until(WireEvent from, Duration time) {
        // What came before the call counts too, but the watch begins with it; a fault gives its own time to count from.
        return Deadline.after(afterFault || from.nanos() - asked > 0 ? from.nanos() : asked, time);
    }

    @Override
    public String toString() {
        return (allowed == 0 ? "to have received nothing" : "to have received at most " + allowed + " B")
                + (afterFault ? " after the fault" : "")
                + (watch == null ? "" : " for " + DurationText.of(watch));
    }
}
