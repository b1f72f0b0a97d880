package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class ResetsPlanner implements AnnotationPlanner<PeerResets> {

    @Override
    public void plan(PeerResets annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new Effect.Reset()));
    }
}
