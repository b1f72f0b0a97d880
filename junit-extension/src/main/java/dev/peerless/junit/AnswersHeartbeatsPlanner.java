package dev.peerless.junit;

import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.PeerPlan;

final class AnswersHeartbeatsPlanner implements AnnotationPlanner<PeerAnswersHeartbeats> {

    @Override
    public void plan(PeerAnswersHeartbeats annotation, Declaration declaration, PeerPlan.Builder plan) {
        var received = declaration.bytes("received", annotation.received());
        var answer = declaration.bytes("with", annotation.with());
        if (annotation.atMost() < 0) {
            throw declaration.invalid("atMost", "must be a number of heartbeats from 0");
        }
        var framing = declaration.atMostOne("framing", annotation.framing());
        framing.filter(known -> known.lengthOf(received) != received.size()).ifPresent(known -> {
            throw declaration.invalid("received", "must be one whole message of " + known);
        });
        plan.heartbeats(framing.map(known -> Heartbeating.answering(received, answer, known))
                .orElseGet(() -> Heartbeating.answering(received, answer))
                .atMost(annotation.atMost())
                .on(declaration.connections()));
    }
}
