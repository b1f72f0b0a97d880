package dev.peerless.internal.script;

import dev.peerless.fault.DurationText;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Trigger.AfterReceiving;
import dev.peerless.fault.Trigger.AfterSending;
import dev.peerless.fault.Trigger.ConnectedFor;
import dev.peerless.fault.Trigger.IdleFor;
import dev.peerless.fault.Trigger.InTlsHandshake;
import dev.peerless.fault.Trigger.ReceivingAfterIdle;
import dev.peerless.fault.Trigger.WhenReceived;
import dev.peerless.fault.Way;
import dev.peerless.wire.PatternMatcher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One fault on one connection: whether it has struck, and how far its trigger has come since it was armed, which is when
 * the connection began unless the test armed it later.
 */
final class ArmedFault {

    /** Longer ones do not fit into a nanosecond clock. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** With the type of such a record TLS begins. */
    private static final byte HANDSHAKE_RECORD = 0x16;

    private final Fault fault;
    private final @Nullable PatternMatcher matcher;
    private final long armedAt;
    private final long receivedBefore;
    private final long sentBefore;
    private boolean struck;
    private boolean altered;
    private long receivedAtStrike;
    private long sentAtStrike;
    private boolean disarmed;
    private boolean matched;
    private boolean saysPlaintext;

    ArmedFault(Fault fault, Traffic traffic, long now) {
        this.fault = fault;
        this.armedAt = now;
        this.receivedBefore = traffic.received();
        this.sentBefore = traffic.sent();
        this.matcher = fault.trigger() instanceof WhenReceived when ? new PatternMatcher(when.pattern()) : null;
    }

    Fault fault() {
        return fault;
    }

    Trigger trigger() {
        return fault.trigger();
    }

    boolean isPending() {
        return !struck && !disarmed;
    }

    /** Tells whether it has done something: a corruption does only when it alters a byte. */
    boolean hasStruck() {
        return struck && (altered || !(fault.effect() instanceof Effect.Corrupt));
    }

    void strike(Traffic traffic) {
        struck = true;
        receivedAtStrike = traffic.received();
        sentAtStrike = traffic.sent();
    }

    void altered() {
        altered = true;
    }

    void disarm() {
        disarmed = true;
    }

    boolean awaitsPattern() {
        return matcher != null && isPending() && !matched;
    }

    /** Tells whether bytes that arrive now are those this fault waits for after an idle time. */
    boolean isWokenBy(Traffic traffic, long now) {
        if (!isPending() || !(trigger() instanceof ReceivingAfterIdle when)) {
            return false;
        }
        matched = now - idleSince(traffic) >= when.idle().toNanos();
        return matched;
    }

    /** Looks at the next byte and tells whether it completes the pattern this fault waits for. */
    boolean completedBy(byte next) {
        matched = awaitsPattern() && matcher != null && matcher.completes(next);
        return matched;
    }

    /** Tells whether the trigger's condition holds now, by the counts of its connection. */
    boolean isDue(Traffic traffic) {
        return isPending() && (matched || receivable(traffic) <= 0 || sendable(traffic) <= 0);
    }

    /** Takes the first byte of all that arrives: it tells a handshake from what is said without TLS. */
    void begins(byte first) {
        saysPlaintext = first != HANDSHAKE_RECORD;
    }

    /** Tells how many more bytes may arrive before this fault strikes. */
    long receivable(Traffic traffic) {
        if (!isPending()) {
            return FaultScript.NEVER;
        } else if (trigger() instanceof AfterReceiving after) {
            return after.bytes() - received(traffic);
        }
        boolean awaitsHandshake = trigger() instanceof InTlsHandshake && receivedBefore == 0 && !saysPlaintext;
        return awaitsHandshake ? 1 - received(traffic) : FaultScript.NEVER;
    }

    /** Tells how many more bytes may be sent before this fault strikes. */
    long sendable(Traffic traffic) {
        return isPending() && trigger() instanceof AfterSending after
                ? after.bytes() - sent(traffic)
                : FaultScript.NEVER;
    }

    private long received(Traffic traffic) {
        return traffic.received() - receivedBefore;
    }

    private long sent(Traffic traffic) {
        return traffic.sent() - sentBefore;
    }

    private long idleSince(Traffic traffic) {
        return Math.max(armedAt, traffic.lastAt());
    }

    /** Gives the time at which this fault strikes if nothing else happens, or {@link FaultScript#NEVER}. */
    long deadline(Traffic traffic) {
        if (!isPending()) {
            return FaultScript.NEVER;
        } else if (trigger() instanceof ConnectedFor when) {
            return later(armedAt, when.age());
        } else if (trigger() instanceof IdleFor when) {
            return later(idleSince(traffic), when.idle());
        }
        return FaultScript.NEVER;
    }

    static long later(long from, Duration delay) {
        return delay.compareTo(LONGEST) > 0 ? FaultScript.NEVER : from + delay.toNanos();
    }

    /** Says how far it has got without striking. */
    String progress(Traffic traffic, long now) {
        if (struck && fault.effect() instanceof Effect.Corrupt corrupt) {
            return unaltered(corrupt.way(), traffic);
        } else if (trigger() instanceof AfterReceiving after) {
            return "had received " + received(traffic) + " of " + after.bytes() + " bytes";
        } else if (trigger() instanceof AfterSending after) {
            return "had been sent " + sent(traffic) + " of " + after.bytes() + " bytes";
        } else if (trigger() instanceof WhenReceived when) {
            return "had received " + received(traffic) + " bytes without " + when.pattern();
        } else if (trigger() instanceof ReceivingAfterIdle when) {
            return "had received nothing after " + DurationText.of(when.idle()) + " of idleness";
        } else if (trigger() instanceof Trigger.WhenSaid) {
            return "had not sent all that it says first";
        } else if (trigger() instanceof ConnectedFor when) {
            return "was connected for " + time(traffic.timeSince(armedAt, now)) + " of " + DurationText.of(when.age());
        } else if (trigger() instanceof IdleFor when) {
            return "was idle for at most " + time(traffic.longestIdle(armedAt, now)) + " of "
                    + DurationText.of(when.idle());
        } else if (trigger() instanceof InTlsHandshake) {
            return saysPlaintext ? "began with plaintext where a ClientHello was due" : "began no handshake";
        } else if (trigger() instanceof Trigger.OnDemand) {
            return "was never told to";
        }
        return "was over before";
    }

    private String unaltered(Way way, Traffic traffic) {
        long sent = traffic.sent() - sentAtStrike;
        long received = traffic.received() - receivedAtStrike;
        var passed = switch (way) {
            case SENDING -> "sent " + sent + " bytes";
            case RECEIVING -> "received " + received + " bytes";
            case BOTH -> "sent " + sent + " bytes and received " + received;
        };
        return "had " + passed + " since its trigger and altered none of them";
    }

    private static String time(long nanos) {
        return DurationText.of(Duration.ofMillis(nanos / 1_000_000));
    }
}
