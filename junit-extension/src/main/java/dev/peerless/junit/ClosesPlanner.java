package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class ClosesPlanner implements AnnotationPlanner<PeerCloses> {

    @Override
    public void plan(PeerCloses annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(annotation.withUnreadData() ? new Effect.CloseAtOnce() : new Effect.Close()));
    }
}
