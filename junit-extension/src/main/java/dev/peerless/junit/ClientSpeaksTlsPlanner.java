package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsCertificate;
import java.util.List;

final class ClientSpeaksTlsPlanner implements AnnotationPlanner<ClientSpeaksTls> {

    @Override
    public void plan(ClientSpeaksTls annotation, Declaration declaration, PeerPlan.Builder plan) {
        var protocols = List.of(annotation.protocols());
        if (protocols.isEmpty()) {
            throw declaration.invalid("protocols", "must be at least one");
        }
        plan.dial();
        plan.tls(new Tls(TlsCertificate.VALID, annotation.closeNotify(), annotation.faultsCount(), protocols));
    }
}
