package dev.peerless.internal.net;

import dev.peerless.fault.Effect;
import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.UnsupportedFaultException;
import dev.peerless.internal.os.LocalSockets;
import dev.peerless.plan.PeerPlan;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a plan the machine cannot do, and why. What cannot be done is refused before any socket opens, never faked.
 *
 * @param reasons gives the reason why an effect cannot be had; empty if it can
 */
public record Platform(Function<Effect, Optional<String>> reasons) {

    /** This machine. */
    public static final Platform HERE = new Platform(Platform::hereWhyNot);

    private static Optional<String> hereWhyNot(Effect effect) {
        if (effect instanceof Effect.Abort) {
            return LocalSockets.whyNot();
        }
        // That it really does is proven only when it is to.
        return effect instanceof PeerEffect.IgnoreConnects
                ? FullQueue.whyNot(System.getProperty("os.name"))
                : Optional.empty();
    }

    /** Refuses a plan that cannot be carried out. */
    public void require(PeerPlan plan) {
        refuse(whyNot(plan));
    }

    /** Refuses an effect that cannot be had. */
    public void require(String asked, Effect effect) {
        refuse(whyNot(asked, effect));
    }

    private static void refuse(Optional<String> whyNot) {
        if (whyNot.isPresent()) {
            throw new UnsupportedFaultException(whyNot.get());
        }
    }

    /** Gives the first fault of a plan that cannot be staged, with the reason; empty if all of them can. */
    public Optional<String> whyNot(PeerPlan plan) {
        for (var fault : plan.faults()) {
            var reason = reasons.apply(fault.effect());
            if (reason.isPresent()) {
                return Optional.of(sentence(fault.name(), reason.get()));
            }
        }
        return Optional.empty();
    }

    /** Gives the reason why an effect cannot be had, as a sentence about what asked for it; empty if it can. */
    private Optional<String> whyNot(String asked, Effect effect) {
        return reasons.apply(effect).map(reason -> sentence(asked, reason));
    }

    private static String sentence(String asked, String reason) {
        return asked + " cannot be staged here: " + reason;
    }
}
