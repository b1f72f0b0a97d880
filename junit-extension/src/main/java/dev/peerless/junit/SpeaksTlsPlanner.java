package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsProtocol;
import java.util.List;
import java.util.Set;

final class SpeaksTlsPlanner implements AnnotationPlanner<PeerSpeaksTls> {

    @Override
    public void plan(PeerSpeaksTls annotation, Declaration declaration, PeerPlan.Builder plan) {
        var protocols = protocols(annotation.protocols(), declaration);
        plan.tls(new Tls(annotation.certificate(), annotation.closeNotify(), annotation.faultsCount(), protocols));
    }

    static List<TlsProtocol> protocols(TlsProtocol[] versions, Declaration declaration) {
        if (versions.length == 0) {
            throw declaration.invalid("protocols", "must be at least one");
        }
        var protocols = List.of(versions);
        if (Set.copyOf(protocols).size() < versions.length) {
            throw declaration.invalid("protocols", "must name each version once");
        }
        return protocols;
    }
}
