package dev.peerless.junit;

import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.PeerPlan;

final class SendsHeartbeatsPlanner implements AnnotationPlanner<PeerSendsHeartbeats> {

    @Override
    public void plan(PeerSendsHeartbeats annotation, Declaration declaration, PeerPlan.Builder plan) {
        var every = declaration.duration("every").orElseThrow();
        if (every.compareTo(Heartbeating.SHORTEST_INTERVAL) < 0) {
            throw declaration.invalid("every", "must be at least 1 ms");
        }
        if (annotation.atMost() < 1) {
            throw declaration.invalid("atMost", "must be a number of heartbeats from 1");
        }
        plan.heartbeats(Heartbeating.sending(declaration.bytes("message", annotation.message()), every)
                .atMost(annotation.atMost())
                .on(declaration.connections()));
    }
}
