package dev.peerless.internal.script;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides for one connection which faults strike, and when. Deterministic: the same calls with the same times give the
 * same answers. It neither reads a clock nor performs I/O.
 *
 * <p>Each fault strikes at most once, never before its trigger, and none strikes behind one that ends the connection, nor
 * once the caller, having carried that out, has said that it {@linkplain #ended has ended}. Those that strike together
 * come in order of declaration.
 *
 * <p>Not thread-safe: it belongs to the event loop of its connection.
 */
public final class FaultScript {

    /** The answer when nothing is to happen by itself. */
    public static final long NEVER = Long.MAX_VALUE;

    private final int connection;
    private final Traffic traffic;
    private final List<ArmedFault> armed = new ArrayList<>(0);
    private boolean said;
    private boolean over;

    public FaultScript(List<Fault> faults, int connection, long now) {
        this.connection = connection;
        this.traffic = new Traffic(now);
        for (var fault : faults) {
            if (isMeantFor(fault, connection)) {
                armed.add(new ArmedFault(fault, traffic, now));
            }
        }
    }

    private static boolean isMeantFor(Fault fault, int connection) {
        return fault.connections().contains(connection)
                && !(fault.trigger() instanceof Trigger.FromTheStart)
                && Dice.arms(fault, connection);
    }

    /** The connection has been made. */
    public List<Fault> connected() {
        return strikeAt(Trigger.OnConnect.class);
    }

    /**
     * The test adds a fault: its trigger counts from now, and one whose moment is past strikes at once.
     */
    public List<Fault> arm(Fault fault, long now) {
        if (!isMeantFor(fault, connection)) {
            return List.of();
        }
        armed.add(new ArmedFault(fault, traffic, now));
        boolean isPast =
                fault.trigger() instanceof Trigger.OnConnect || (said && fault.trigger() instanceof Trigger.WhenSaid);
        return isPast ? strike(candidate -> isSame(candidate.fault(), fault)) : List.of();
    }

    /** The test takes a fault back: it strikes no more. */
    public void disarm(Fault fault) {
        for (var candidate : armed) {
            if (isSame(candidate.fault(), fault)) {
                candidate.disarm();
            }
        }
    }

    /** All has been sent that the peer says of its own accord when a connection begins. */
    public List<Fault> said() {
        said = true;
        return strikeAt(Trigger.WhenSaid.class);
    }

    /** The test calls for the faults that strike on demand. */
    public List<Fault> demanded() {
        return strikeAt(Trigger.OnDemand.class);
    }

    /** Tells whether a fault that strikes on demand has done so. */
    public boolean hasStruckOnDemand() {
        return armed.stream()
                .anyMatch(candidate -> candidate.trigger() instanceof Trigger.OnDemand && candidate.hasStruck());
    }

    /** Time has passed. */
    public List<Fault> passed(long now) {
        return strike(candidate -> candidate.deadline(traffic) <= now);
    }

    /**
     * Bytes have arrived. Those that pass count as received; the caller lets them go on, carries out the strikes before
     * the last of them is answered, and comes again with the rest if the connection then still takes any.
     */
    public Cut received(ByteBuffer bytes, long now) {
        int passing = over ? bytes.remaining() : passing(bytes, now);
        traffic.received(passing, now);
        return new Cut(passing, strikeWhatIsDue());
    }

    private int passing(ByteBuffer bytes, long now) {
        long passing = bytes.remaining();
        boolean begins = passing > 0 && traffic.received() == 0;
        boolean patterns = false;
        for (var candidate : armed) {
            if (begins) {
                candidate.begins(bytes.get(bytes.position()));
            }
            passing = candidate.isWokenBy(traffic, now) ? 0 : Math.min(passing, candidate.receivable(traffic));
            patterns |= candidate.awaitsPattern();
        }
        return patterns ? untilPattern(bytes, (int) passing) : (int) passing;
    }

    private int untilPattern(ByteBuffer bytes, int limit) {
        for (int i = 0; i < limit; i++) {
            byte next = bytes.get(bytes.position() + i);
            boolean completed = false;
            for (var candidate : armed) {
                completed |= candidate.awaitsPattern() && candidate.completedBy(next);
            }
            if (completed) {
                return i + 1;
            }
        }
        return limit;
    }

    /** Tells how many more bytes may be sent before a fault strikes. Never 0. */
    public long sendAllowance() {
        long allowance = Long.MAX_VALUE;
        if (!over) {
            for (var candidate : armed) {
                allowance = Math.min(allowance, candidate.sendable(traffic));
            }
        }
        return allowance;
    }

    /** Bytes, not more than {@link #sendAllowance()}, have been sent. */
    public List<Fault> sent(long bytes, long now) {
        traffic.sent(bytes, now);
        return strikeWhatIsDue();
    }

    /** The connection is over, whoever ended it: nothing strikes it any more. */
    public void ended(long now) {
        over = true;
        traffic.ended(now);
    }

    /** Tells when {@link #passed} is to be called next if nothing else happens. */
    public long nextDeadline() {
        long next = NEVER;
        if (!over) {
            for (var candidate : armed) {
                next = Math.min(next, candidate.deadline(traffic));
            }
        }
        return next;
    }

    /** A corruption that has struck has altered a byte. */
    public void altered(Fault fault) {
        for (var candidate : armed) {
            if (isSame(candidate.fault(), fault)) {
                candidate.altered();
            }
        }
    }

    /** Tells whether a fault has struck here. */
    public boolean hasStruck(Fault fault) {
        return armed.stream().anyMatch(candidate -> isSame(candidate.fault(), fault) && candidate.hasStruck());
    }

    /** Says how far a fault has got that was armed here and has not struck, if it was. */
    public Optional<String> progress(Fault fault, long now) {
        for (var candidate : armed) {
            if (isSame(candidate.fault(), fault) && !candidate.hasStruck()) {
                return Optional.of("#" + connection + " " + candidate.progress(traffic, now));
            }
        }
        return Optional.empty();
    }

    /** Tells whether it is the same declaration, not merely one that says the same. */
    @SuppressWarnings("ReferenceEquality")
    public static boolean isSame(Fault one, Fault other) {
        return one == other;
    }

    private List<Fault> strikeAt(Class<? extends Trigger> moment) {
        return strike(candidate -> moment.isInstance(candidate.trigger()));
    }

    private List<Fault> strikeWhatIsDue() {
        return strike(candidate -> candidate.isDue(traffic));
    }

    private List<Fault> strike(Predicate<ArmedFault> isDue) {
        List<Fault> strikes = List.of();
        boolean last = over;
        for (var candidate : armed) {
            if (!last && candidate.isPending() && isDue.test(candidate)) {
                candidate.strike(traffic);
                strikes = strikes.isEmpty() ? new ArrayList<>(1) : strikes;
                strikes.add(candidate.fault());
                // The connection is not over yet: answers to all but the last byte go before this strike, and are
                // counted.
                last = candidate.fault().effect().endsConnection();
            }
        }
        return strikes;
    }
}
