package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.PeerPlan;

final class SlowSenderPlanner implements AnnotationPlanner<SlowSender> {

    @Override
    public void plan(SlowSender annotation, Declaration declaration, PeerPlan.Builder plan) {
        var slices = Shaping.none()
                .withSlices(
                        declaration.bytes("sliceBytes").orElseThrow(),
                        declaration.duration("sliceDelay").orElseThrow());
        plan.dial();
        plan.fault(declaration.fault(new Effect.Slow(slices, Way.SENDING, declaration.duration("lasting"))));
    }
}
