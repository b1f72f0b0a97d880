package dev.peerless.junit;

import dev.peerless.fault.Trigger;
import dev.peerless.plan.PeerPlan;

final class FailsTlsPlanner implements AnnotationPlanner<PeerFailsTls> {

    @Override
    public void plan(PeerFailsTls annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(Trigger.inTlsHandshake(), annotation.by().effect()));
    }
}
