package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import org.assertj.core.error.ErrorMessageFactory;

/**
 * Decides one assertion by the events of a peer, each shown once and in order. It knows no clock, no thread and no
 * socket; times are {@link System#nanoTime()} readings, to be compared by their difference.
 */
interface Judge {

    /** Takes the next event. */
    Verdict see(WireEvent event);

    /**
     * Takes note that no more is known to have happened.
     *
     * @param now a time before which everything has been shown
     */
    default Verdict soFar(long now) {
        return Verdict.OPEN;
    }

    /** Tells until when to wait for the next event. */
    default long due(long patienceEnds) {
        return patienceEnds;
    }

    /** Decides when that time is over; must not stay open. */
    Verdict timeUp();

    /** Decides when nothing more will come since the peer has been closed; must not stay open. */
    Verdict peerClosed();

    /** Puts a failure into words. */
    ErrorMessageFactory message(Verdict failed, Transcript seen);
}
