package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class StallsPlanner implements AnnotationPlanner<PeerStalls> {

    @Override
    public void plan(PeerStalls annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new Effect.Stall(declaration.duration("lasting"))));
    }
}
