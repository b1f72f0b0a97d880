package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class HalfClosesPlanner implements AnnotationPlanner<PeerHalfCloses> {

    @Override
    public void plan(PeerHalfCloses annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new Effect.HalfClose()));
    }
}
