package dev.peerless.assertions;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.Vanished;

/** What caused the events that change a connection, as far as assertions ask for it. */
final class Causes {

    private Causes() {}

    static Origin of(WireEvent event) {
        if (event instanceof Rst rst) {
            return rst.origin();
        } else if (event instanceof Fin fin) {
            return fin.origin();
        } else if (event instanceof Vanished vanished) {
            return vanished.origin();
        } else if (event instanceof Stalled stalled) {
            return stalled.origin();
        } else if (event instanceof Aborted aborted) {
            return aborted.origin();
        }
        return new Origin.ByCodeUnderTest();
    }

    /** Tells whether a fault struck, or the test did the same by a call. */
    static boolean isFault(WireEvent event) {
        return of(event) instanceof Origin.ByFault || of(event) instanceof Origin.ByTest;
    }

    /** Tells whether a RST of the code under test's socket is its own doing, and not its machine's. */
    static boolean isByCodeUnderTest(Rst rst) {
        return rst.origin() instanceof Origin.ByCodeUnderTest;
    }

    /** Tells whether a fault struck that waits until nothing has passed for some time. */
    static boolean isIdleness(WireEvent event) {
        return of(event) instanceof Origin.ByFault by && by.fault().trigger() instanceof Trigger.IdleFor;
    }

    static boolean isUpstream(WireEvent event) {
        return of(event) instanceof Origin.ByUpstream;
    }

    /** Tells whether a connection was ended only since its peer was closed. */
    static boolean isPeerClosing(WireEvent event) {
        return of(event) instanceof Origin.ByClosing;
    }

    /** Tells whether a connection is cut in a way that the code under test can only learn by writing to it. */
    static boolean isForgetting(Vanished vanished) {
        return vanished.origin() instanceof Origin.ByFault fault
                && fault.fault().effect() instanceof Effect.Forget;
    }
}
