package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class VanishesPlanner implements AnnotationPlanner<PeerVanishes> {

    @Override
    public void plan(PeerVanishes annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new Effect.BlackHole()));
    }
}
