package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsCertificate;

final class ClientSpeaksTlsPlanner implements AnnotationPlanner<ClientSpeaksTls> {

    @Override
    public void plan(ClientSpeaksTls annotation, Declaration declaration, PeerPlan.Builder plan) {
        var protocols = SpeaksTlsPlanner.protocols(annotation.protocols(), declaration);
        plan.dial();
        plan.tls(new Tls(TlsCertificate.VALID, annotation.closeNotify(), annotation.faultsCount(), protocols));
    }
}
