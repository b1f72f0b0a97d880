package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One timer for all deadlines of a script; a deadline that moves away is found out when the timer rings. */
final class WakeUp {

    private final EventLoop loop;
    private final ServedConnection connection;
    private final Sleeper sleeper;
    private Timers.@Nullable Timer timer;

    /** A part of a connection that has something to do at times of its own. */
    interface Sleeper {

        /** Gives when to wake it up, or {@link FaultScript#NEVER}. */
        long nextMoment();

        /** Does what is to be done then. */
        void wake() throws IOException;
    }

    /**
     * @param connection takes what goes wrong
     */
    WakeUp(EventLoop loop, ServedConnection connection, Sleeper sleeper) {
        this.loop = loop;
        this.connection = connection;
        this.sleeper = sleeper;
    }

    /** Sees to it that the next deadline is met. To be called when it may have come nearer. */
    void schedule() {
        long next = sleeper.nextMoment();
        if (next != FaultScript.NEVER && (timer == null || timer.at() > next)) {
            cancel();
            timer = loop.schedule(next, this::ring);
        }
    }

    private void ring() {
        timer = null;
        try {
            sleeper.wake();
        } catch (Throwable failure) {
            connection.failed(failure);
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
