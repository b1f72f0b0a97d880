package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One timer for all deadlines of a script; a deadline that moves away is found out when the timer rings. */
final class WakeUp {

    private final EventLoop loop;
    private final LongSupplier deadline;
    private final Runnable action;
    private Timers.@Nullable Timer timer;

    /**
     * @param deadline gives when to wake up, or {@link FaultScript#NEVER}
     * @param action what to do then
     */
    WakeUp(EventLoop loop, LongSupplier deadline, Runnable action) {
        this.loop = loop;
        this.deadline = deadline;
        this.action = action;
    }

    /** Sees to it that the next deadline is met. To be called when it may have come nearer. */
    void schedule() {
        long next = deadline.getAsLong();
        if (next != FaultScript.NEVER && (timer == null || timer.at() > next)) {
            cancel();
            timer = loop.schedule(next, this::ring);
        }
    }

    private void ring() {
        timer = null;
        action.run();
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
