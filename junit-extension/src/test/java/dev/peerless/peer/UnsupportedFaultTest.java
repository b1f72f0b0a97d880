package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.UnsupportedFaultException;
import dev.peerless.internal.net.Platform;
import dev.peerless.plan.PeerPlan;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a machine cannot do is refused, with the reason. */
class UnsupportedFaultTest {

    private static final Platform UNABLE =
            new Platform(effect -> effect instanceof Effect.Abort ? Optional.of("it may not") : Optional.empty());

    private static PeerPlan plan(Fault fault) {
        return PeerPlan.builder()
                .fault(Fault.reset(afterReceiving(1)))
                .fault(fault)
                .build();
    }

    @Test
    void aPeerDoesNotListen() {
        assertThatThrownBy(() -> Peer.listen(plan(Fault.abort(afterReceiving(16))), UNABLE))
                .isExactlyInstanceOf(UnsupportedFaultException.class)
                .hasMessage("aborts the code under test's own socket after receiving 16 bytes cannot be staged here: "
                        + "it may not");
    }

    @Test
    void aFaultIsNamedAsItWasDeclared() {
        var fault = Fault.abort(afterReceiving(16)).labelled("@OwnMachineAborts(afterReceiving = 16)");

        assertThat(UNABLE.whyNot(plan(fault)))
                .hasValue("@OwnMachineAborts(afterReceiving = 16) cannot be staged here: it may not");
    }

    @Test
    void otherFaultsAreStaged() {
        try (var peer = Peer.listen(plan(Fault.vanish(afterReceiving(16))), UNABLE)) {
            assertThat(peer.port()).isPositive();
        }
        assertThat(Endpoint.whyNot(plan(Fault.vanish(afterReceiving(16))))).isEmpty();
    }
}
