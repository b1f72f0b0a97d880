package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;

final class GreetsPlanner implements AnnotationPlanner<PeerGreets> {

    @Override
    public void plan(PeerGreets annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.greet(declaration.bytes("value", annotation.value()));
    }
}
