package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.PeerPlan;

final class ClientLeavesPlanner implements AnnotationPlanner<ClientLeaves> {

    @Override
    public void plan(ClientLeaves annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.dial();
        plan.fault(declaration.faultBy(Trigger.whenSaid(), new Effect.Close()));
    }
}
