package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class AbortsPlanner implements AnnotationPlanner<OwnMachineAborts> {

    @Override
    public void plan(OwnMachineAborts annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new Effect.Abort()));
    }
}
