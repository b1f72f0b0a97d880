package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;

final class ClientsPlanner implements AnnotationPlanner<Clients> {

    @Override
    public void plan(Clients annotation, Declaration declaration, PeerPlan.Builder plan) {
        if (annotation.count() < 1) {
            throw declaration.invalid("count", "must be a number of connections from 1");
        }
        plan.dial(annotation.count());
    }
}
