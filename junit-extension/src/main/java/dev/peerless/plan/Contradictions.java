package dev.peerless.plan;

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
        atMostOne(faults, fault -> fault.effect() instanceof Refuse || fault.effect() instanceof IgnoreConnects);
        atMostOne(faults, fault -> fault.effect() instanceof Overload);
        for (int later = 1; later < faults.size(); later++) {
            for (var earlier : faults.subList(0, later)) {
                checkReached(earlier, faults.get(later));
            }
        }
        if (role instanceof Role.Client) {
            faults.forEach(Contradictions::checkFitsAClient);
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
        boolean sameMoment = earlier.trigger().equals(later.trigger())
                && earlier.connections().first() <= later.connections().first()
                && earlier.connections().last() >= later.connections().last();
        if (sameMoment && earlier.effect().endsConnection() && earlier.probability() == 1 && !later.mayNotFire()) {
            throw new IllegalArgumentException(later.name() + " can never strike, since " + earlier.name()
                    + " ends the connection at the same moment");
        }
    }

    private static void checkFitsAClient(Fault fault) {
        if (fault.effect() instanceof Crash
                || (fault.effect() instanceof PeerEffect effect && effect.isAboutConnects())) {
            throw new IllegalArgumentException(
                    "a client peer dials and listens to nobody, so " + fault.name() + " has no meaning for it");
        }
    }
}
