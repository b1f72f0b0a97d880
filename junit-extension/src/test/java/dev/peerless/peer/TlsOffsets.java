package dev.peerless.peer;

import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent.CloseNotify;

/** Peers whose faults count bytes of TLS, and what is seen of such a fault. */
final class TlsOffsets {

    static final String MUCH = "x".repeat(1_000_000);

    private TlsOffsets() {}

    static Peer peer(TlsProtocol protocol, TlsLayer counted, Conversation conversation, Fault... faults) {
        var plan = Peer.plan()
                .tls(Tls.wellBehaved().speaking(protocol).counting(counted))
                .speak(conversation);
        for (var fault : faults) {
            plan.fault(fault);
        }
        return plan.listen();
    }

    static void assertReset(Throwable failure) {
        assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(CONNECTION_RESET);
    }

    static void assertNoCloseNotify(Peer peer) {
        assertThat(peer.transcript().events())
                .noneMatch(event -> event instanceof CloseNotify notify && notify.direction() == SENT);
    }
}
