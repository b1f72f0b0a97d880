package dev.peerless.junit;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;

final class EchoesPlanner implements AnnotationPlanner<PeerEchoes> {

    @Override
    public void plan(PeerEchoes annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.speak(Conversation.echo());
    }
}
