package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.PeerPlan;

final class ClientStopsPlanner implements AnnotationPlanner<ClientStops> {

    @Override
    public void plan(ClientStops annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.dial();
        plan.fault(declaration.faultBy(Trigger.afterReceiving(1), new Effect.Reset()));
    }
}
