package dev.peerless.junit;

import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.PeerPlan;

final class RefusesPlanner implements AnnotationPlanner<PeerRefuses> {

    @Override
    public void plan(PeerRefuses annotation, Declaration declaration, PeerPlan.Builder plan) {
        var refuse = new PeerEffect.Refuse(declaration.duration("lasting"));
        plan.fault(declaration.fault(new Trigger.FromTheStart(), refuse));
    }
}
