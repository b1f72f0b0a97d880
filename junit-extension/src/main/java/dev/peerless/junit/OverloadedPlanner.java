package dev.peerless.junit;

import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.PeerPlan;

final class OverloadedPlanner implements AnnotationPlanner<PeerOverloaded> {

    @Override
    public void plan(PeerOverloaded annotation, Declaration declaration, PeerPlan.Builder plan) {
        if (annotation.maxConnections() < 1) {
            throw declaration.invalid("maxConnections", "must be a number of connections from 1");
        }
        var overload = new PeerEffect.Overload(annotation.maxConnections(), annotation.excess());
        plan.fault(declaration.fault(new Trigger.FromTheStart(), overload));
    }
}
