package dev.peerless.junit;

import dev.peerless.fault.PeerEffect;
import dev.peerless.plan.PeerPlan;

final class CutPlanner implements AnnotationPlanner<NetworkCut> {

    @Override
    public void plan(NetworkCut annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new PeerEffect.Cut(declaration.duration("lasting"))));
    }
}
