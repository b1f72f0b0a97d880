package dev.peerless.junit;

import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.PeerPlan;

final class IgnoresConnectsPlanner implements AnnotationPlanner<PeerIgnoresConnects> {

    @Override
    public void plan(PeerIgnoresConnects annotation, Declaration declaration, PeerPlan.Builder plan) {
        var ignore = new PeerEffect.IgnoreConnects(declaration.duration("lasting"));
        plan.fault(declaration.fault(new Trigger.FromTheStart(), ignore));
    }
}
