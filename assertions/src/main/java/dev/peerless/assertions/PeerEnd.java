package dev.peerless.assertions;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Muted;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.Vanished;
import org.jspecify.annotations.Nullable;

/**
 * What was last done, by the peer or the machine of the code under test, by which the code under test can notice that a
 * connection is over. What one fault does in several steps, such as the RST that answers data after its FIN, counts from
 * the first of them.
 */
final class PeerEnd {

    private @Nullable WireEvent event;
    private @Nullable WireEvent beforeStall;
    private @Nullable WireEvent resumed;

    /**
     * Takes the next event of the connection. A stall counts until it is resumed: then it is as if it had not been, unless
     * the code under test gives its end up, which it may have done during the stall, when nobody read that.
     */
    void see(WireEvent next) {
        if (next instanceof Resumed && event instanceof Stalled) {
            resumed = event;
            event = beforeStall;
        } else if (event == null && resumed != null && ReactionJudge.isRelease(next)) {
            event = resumed;
        } else if (isEnd(next) && (event == null || !Causes.of(next).equals(Causes.of(event)))) {
            beforeStall = event instanceof Stalled ? beforeStall : event;
            event = next;
        }
    }

    /** The last stall that was resumed. */
    @Nullable
    WireEvent resumed() {
        return resumed;
    }

    /** A silence is a loss to react to, though no end: the connection is alive for TCP. */
    void seeSilence(Muted muted) {
        if (event == null) {
            event = muted;
        }
    }

    @Nullable
    WireEvent event() {
        return event;
    }

    static boolean isEnd(WireEvent event) {
        if (event instanceof Fin fin) {
            return fin.direction() == Direction.SENT;
        } else if (event instanceof Rst rst) {
            return rst.direction() == Direction.SENT && !Causes.isPeerClosing(rst);
        } else if (event instanceof Vanished vanished) {
            // A connection that a box on the way has forgotten looks alive until the next packet, which gets a RST.
            return !Causes.isForgetting(vanished);
        }
        return event instanceof Stalled || event instanceof Aborted;
    }

    /** Names an end to count from. */
    static String name(@Nullable WireEvent end) {
        if (end instanceof Fin) {
            return "the FIN";
        } else if (end instanceof Rst) {
            return "the reset";
        } else if (end instanceof Stalled) {
            return "the stall";
        } else if (end instanceof Aborted) {
            return "the abort";
        } else if (end instanceof Muted) {
            return "its muting";
        }
        return end == null ? "its end" : "its vanishing";
    }
}
