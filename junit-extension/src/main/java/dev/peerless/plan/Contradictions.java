package dev.peerless.plan;

import dev.peerless.fault.Effect.Slow;
import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.PeerEffect.Crash;
import dev.peerless.fault.PeerEffect.IgnoreConnects;
import dev.peerless.fault.PeerEffect.Overload;
import dev.peerless.fault.PeerEffect.Refuse;
import java.util.List;
import java.util.function.Predicate;

/** What faults cannot be together, or not in a role. */
final class Contradictions {

    private Contradictions() {}

    static void check(Role role, List<Fault> faults) {
        if (faults.size() > 1) {
            checkTogether(faults);
        }
        if (role instanceof Role.Client) {
            faults.forEach(Contradictions::checkFitsAClient);
        }
    }

    private static void checkTogether(List<Fault> faults) {
        atMostOne(faults, fault -> fault.effect() instanceof Refuse || fault.effect() instanceof IgnoreConnects);
        atMostOne(faults, fault -> fault.effect() instanceof Overload);
        for (int later = 1; later < faults.size(); later++) {
            for (var earlier : faults.subList(0, later)) {
                checkReached(earlier, faults.get(later));
                checkCounts(earlier, faults.get(later));
            }
        }
    }

    static void checkHeartbeats(Role role, List<Heartbeating> heartbeats) {
        if (role instanceof Role.Relay && !heartbeats.isEmpty()) {
            throw new IllegalArgumentException(
                    "a relay passes on the heartbeats of both sides, but this one " + heartbeats.get(0) + " itself");
        }
    }

    private static void atMostOne(List<Fault> faults, Predicate<Fault> kind) {
        var several = faults.stream().filter(kind).toList();
        if (several.size() > 1) {
            throw new IllegalArgumentException("a peer takes connects in one way at a time, but "
                    + several.get(0).name() + " and " + several.get(1).name() + " are two");
        }
    }

    /** What ends the connection at the very moment at which something else is to strike leaves nothing for it. */
    private static void checkReached(Fault earlier, Fault later) {
        boolean sameMoment = earlier.trigger().equals(later.trigger()) && covers(earlier, later);
        if (sameMoment && earlier.effect().endsConnection() && earlier.probability() == 1 && !later.mayNotFire()) {
            throw new IllegalArgumentException(later.name() + " can never strike, since " + earlier.name()
                    + " ends the connection at the same moment");
        }
    }

    /** Of two that are slow in the same direction from the same moment only the later counts. */
    private static void checkCounts(Fault earlier, Fault later) {
        if (earlier.effect() instanceof Slow first
                && later.effect() instanceof Slow second
                && first.way().overlaps(second.way())
                && earlier.trigger().equals(later.trigger())
                && covers(later, earlier)
                && later.probability() == 1
                && !earlier.mayNotFire()) {
            throw new IllegalArgumentException(earlier.name() + " would never count, since " + later.name()
                    + " takes its place at the same moment; say all in one");
        }
    }

    private static boolean covers(Fault wider, Fault narrower) {
        return wider.connections().first() <= narrower.connections().first()
                && wider.connections().last() >= narrower.connections().last();
    }

    private static void checkFitsAClient(Fault fault) {
        if (fault.effect() instanceof Crash
                || (fault.effect() instanceof PeerEffect effect && effect.isAboutConnects())) {
            throw new IllegalArgumentException(
                    "a client peer dials and listens to nobody, so " + fault.name() + " has no meaning for it");
        }
    }
}
