package dev.peerless.internal.script;

import dev.peerless.fault.DurationText;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Trigger.AfterReceiving;
import dev.peerless.fault.Trigger.AfterSending;
import dev.peerless.fault.Trigger.ConnectedFor;
import dev.peerless.fault.Trigger.IdleFor;
import dev.peerless.fault.Trigger.WhenReceived;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One fault on one connection: whether it has struck, and how far its trigger has come. */
final class ArmedFault {

    /** Longer ones do not fit into a nanosecond clock. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Fault fault;
    private final @Nullable PatternMatcher matcher;
    private boolean struck;
    private boolean matched;

    ArmedFault(Fault fault) {
        this.fault = fault;
        this.matcher = fault.trigger() instanceof WhenReceived when ? new PatternMatcher(when.pattern()) : null;
    }

    Fault fault() {
        return fault;
    }

    Trigger trigger() {
        return fault.trigger();
    }

    boolean isPending() {
        return !struck;
    }

    void strike() {
        struck = true;
    }

    boolean awaitsPattern() {
        return matcher != null && !struck && !matched;
    }

    /** Looks at the next byte and tells whether it completes the pattern this fault waits for. */
    boolean completedBy(byte next) {
        matched = awaitsPattern() && matcher != null && matcher.completes(next);
        return matched;
    }

    /** Tells whether the trigger's condition holds now, by the counts of its connection. */
    boolean isDue(Traffic traffic) {
        if (struck) {
            return false;
        } else if (trigger() instanceof AfterReceiving after) {
            return traffic.received() >= after.bytes();
        } else if (trigger() instanceof AfterSending after) {
            return traffic.sent() >= after.bytes();
        }
        return matched;
    }

    /** Gives the time at which this fault strikes if nothing else happens, or {@link FaultScript#NEVER}. */
    long deadline(Traffic traffic) {
        if (struck) {
            return FaultScript.NEVER;
        } else if (trigger() instanceof ConnectedFor when) {
            return later(traffic.connectedAt(), when.age());
        } else if (trigger() instanceof IdleFor when) {
            return later(traffic.lastAt(), when.idle());
        }
        return FaultScript.NEVER;
    }

    private static long later(long from, Duration delay) {
        return delay.compareTo(LONGEST) > 0 ? FaultScript.NEVER : from + delay.toNanos();
    }

    /** Says how far it has got without striking. */
    String progress(Traffic traffic, long now) {
        if (trigger() instanceof AfterReceiving after) {
            return "had received " + traffic.received() + " of " + after.bytes() + " bytes";
        } else if (trigger() instanceof AfterSending after) {
            return "had been sent " + traffic.sent() + " of " + after.bytes() + " bytes";
        } else if (trigger() instanceof WhenReceived when) {
            return "had received " + traffic.received() + " bytes without " + when.pattern();
        } else if (trigger() instanceof ConnectedFor when) {
            return "was connected for " + time(traffic.age(now)) + " of " + DurationText.of(when.age());
        } else if (trigger() instanceof IdleFor when) {
            return "was idle for at most " + time(traffic.longestIdle(now)) + " of " + DurationText.of(when.idle());
        } else if (trigger() instanceof Trigger.OnDemand) {
            return "was never told to";
        }
        return "was over before";
    }

    private static String time(long nanos) {
        return DurationText.of(Duration.ofMillis(nanos / 1_000_000));
    }
}
