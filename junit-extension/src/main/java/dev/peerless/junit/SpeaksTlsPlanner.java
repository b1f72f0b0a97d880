package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Tls;
import java.util.List;

final class SpeaksTlsPlanner implements AnnotationPlanner<PeerSpeaksTls> {

    @Override
    public void plan(PeerSpeaksTls annotation, Declaration declaration, PeerPlan.Builder plan) {
        var protocols = List.of(annotation.protocols());
        if (protocols.isEmpty()) {
            throw declaration.invalid("protocols", "must be at least one");
        }
        plan.tls(new Tls(annotation.certificate(), annotation.closeNotify(), annotation.faultsCount(), protocols));
    }
}
