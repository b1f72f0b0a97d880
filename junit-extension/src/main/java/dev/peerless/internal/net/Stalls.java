package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why one connection stands still: by a stall, a cut, an overload or the test. It goes on once the last reason is gone. */
final class Stalls {

    private final List<Reason> reasons = new ArrayList<>(1);

    private static final class Reason {

        private final Origin origin;
        private Timers.@Nullable Timer end;

        Reason(Origin origin) {
            this.origin = origin;
        }

        boolean isOf(Origin other) {
            return (origin instanceof Origin.ByFault one && other instanceof Origin.ByFault another)
                    ? FaultScript.isSame(one.fault(), another.fault())
                    : origin.getClass() == other.getClass();
        }

        void cancelEnd() {
            if (end != null) {
                end.cancel();
            }
        }
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** Adds a reason, and tells whether it was not there yet. */
    boolean add(Origin origin) {
        return reasons.stream().noneMatch(reason -> reason.isOf(origin)) && reasons.add(new Reason(origin));
    }

    /** Says what ends the reason that was added last, so that this is cancelled if the reason goes before. */
    void lastEndsBy(Timers.Timer end) {
        reasons.get(reasons.size() - 1).end = end;
    }

    /** Removes a reason, and tells whether it was there. */
    boolean remove(Origin origin) {
        return reasons.removeIf(reason -> {
            boolean goes = reason.isOf(origin);
            if (goes) {
                reason.cancelEnd();
            }
            return goes;
        });
    }

    void clear() {
        cancelEnds();
        reasons.clear();
    }

    /** What stands still does so for good. */
    void cancelEnds() {
        for (var reason : reasons) {
            reason.cancelEnd();
        }
    }
}
