package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Faults that cannot be added to a peer while it lives. */
class ArmMisuseTest {

    @AutoClose
    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    @Test
    void toTheRoleAreRefused() {
        try (var client = ClientPeer.plan().create()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.arm(Fault.refuse()))
                    .withMessage("a client peer dials and listens to nobody, so refuses connections has no meaning"
                            + " for it");
        }
    }

    @Test
    void toWhatWasDeclaredAreRefused() {
        try (var refusing = Peer.plan().fault(Fault.refuse()).listen()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> refusing.arm(Fault.ignoreConnects()))
                    .withMessage("a peer takes connects in one way at a time, but refuses connections and ignores"
                            + " connects are two");
        }
    }

    @Test
    void toWhatIsArmedAreRefusedUntilThatIsTakenBack() throws Exception {
        try (var armed = peer.arm(Fault.overload(1, Excess.RESET).allowedNotToFire())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> peer.arm(Fault.overload(2, Excess.STALL)))
                    .withMessage("a peer takes connects in one way at a time, but serves at most 1 connection at"
                            + " once and resets the others and serves at most 2 connections at once and stalls the"
                            + " others are two");
            armed.fault();
        }
        try (var armed = peer.arm(Fault.overload(2, Excess.STALL).allowedNotToFire());
                var first = RawClient.to(peer);
                var second = RawClient.to(peer)) {
            first.assertServed();
            second.assertServed();
            armed.fault();
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a full queue does not ignore connects")
    void ofTwoThatAreArmedAtOnceOneIsRefused() throws Exception {
        var start = new CyclicBarrier(2);
        var one = Background.run(() -> armedTogether(start));
        var other = Background.run(() -> armedTogether(start));

        assertThat(List.of(one.result(), other.result())).containsExactlyInAnyOrder("armed", "refused");
    }

    /** It takes a while to fill a queue, so that the other finds the first one on its way. */
    private String armedTogether(CyclicBarrier start) throws Exception {
        start.await();
        try {
            var armed = peer.arm(Fault.ignoreConnects());
            return armed.fault().mayNotFire() ? "" : "armed";
        } catch (IllegalArgumentException contradiction) {
            return "refused";
        }
    }

    @Test
    void whatCouldNotBeArmedStandsInNobodysWay() {
        peer.close();
        for (int i = 0; i < 2; i++) {
            assertThatIllegalStateException().isThrownBy(() -> peer.arm(Fault.refuse()));
        }
    }

    @Test
    void aPeerThatIsClosedTakesNone() {
        peer.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> peer.arm(Fault.stall(onConnect())))
                .withMessage("the peer on port " + peer.port() + " is closed");
        assertThat(peer.unfiredFaults()).isEmpty();
    }
}
