package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class TruncatesPlanner implements AnnotationPlanner<PeerTruncates> {

    @Override
    public void plan(PeerTruncates annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.fault(declaration.fault(new Effect.Truncate(annotation.ending())));
    }
}
