package dev.peerless.junit;

import dev.peerless.fault.PeerEffect;
import dev.peerless.plan.PeerPlan;

final class CrashesPlanner implements AnnotationPlanner<PeerCrashes> {

    @Override
    public void plan(PeerCrashes annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new PeerEffect.Crash(declaration.duration("restartsAfter"))));
    }
}
