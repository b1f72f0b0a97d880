package dev.peerless.junit;

import dev.peerless.fault.DurationText;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.PeerPlan;
import java.time.Duration;

final class SlowPlanner implements AnnotationPlanner<SlowPeer> {

    @Override
    public void plan(SlowPeer annotation, Declaration declaration, PeerPlan.Builder plan) {
        var shaping = shaping(declaration);
        if (shaping.equals(Shaping.none())) {
            throw declaration.contradiction(
                    "it takes at least one of latency, bytesPerSecond, sliceBytes and closeDelay "
                            + "to be slow, but none is there");
        }
        if (annotation.direction() == Way.RECEIVING && !shaping.closeDelay().isZero()) {
            throw declaration.invalid(
                    "closeDelay",
                    "has a meaning only with direction = SENDING or BOTH, being about the peer's own FIN");
        }
        plan.fault(
                declaration.fault(new Effect.Slow(shaping, annotation.direction(), declaration.duration("lasting"))));
    }

    private static Shaping shaping(Declaration declaration) {
        var latency = declaration.duration("latency").orElse(Duration.ZERO);
        var jitter = declaration.duration("jitter").orElse(Duration.ZERO);
        if (jitter.compareTo(latency) > 0) {
            throw declaration.invalid("jitter", "must be at most the latency, which is " + DurationText.of(latency));
        }
        var rate = declaration.bytes("bytesPerSecond");
        var slice = declaration.bytes("sliceBytes");
        var pause = declaration.duration("sliceDelay");
        if (pause.isPresent() && slice.isEmpty()) {
            throw declaration.invalid("sliceDelay", "has a meaning only together with sliceBytes");
        }
        return new Shaping(
                latency,
                jitter,
                rate,
                slice,
                pause.orElse(Duration.ZERO),
                declaration.duration("closeDelay").orElse(Duration.ZERO));
    }
}
