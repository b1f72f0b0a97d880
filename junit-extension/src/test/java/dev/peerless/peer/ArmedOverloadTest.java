package dev.peerless.peer;

import static dev.peerless.peer.OverloadedPeers.RESET;
import static dev.peerless.peer.OverloadedPeers.leave;
import static dev.peerless.peer.OverloadedPeers.met;
import static dev.peerless.peer.OverloadedPeers.served;
import static dev.peerless.peer.RawClient.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An overload that begins and ends while the peer lives. */
class ArmedOverloadTest {

    @Test
    void thoseWhoAreThereStay() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var first = served(peer);
                var second = served(peer);
                var armed = peer.arm(Fault.overload(1, Excess.RESET))) {
            assertThat(met(peer)).isEqualTo(RESET);
            first.assertServed();
            second.assertServed();

            leave(first);
            assertThat(met(peer)).isEqualTo(RESET);
            leave(second);
            served(peer).close();
            assertThat(armed).asString().startsWith("serves at most 1 connection at once and resets the others");
        }
    }

    @Test
    void whomThePeerHasClosedTakesNoPlace() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var closed = served(peer)) {
            peer.connection(1).close();
            assertThat(closed.read()).isEqualTo("-1");
            try (var armed = peer.arm(Fault.overload(1, Excess.RESET).allowedNotToFire());
                    var second = served(peer)) {
                second.assertServed();
                assertThat(armed.fault().mayNotFire()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STALL", "LEAVE_IN_QUEUE"})
    void whoWaitsIsServedOnceItIsTakenBack(Excess excess) throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var first = served(peer)) {
            var armed = peer.arm(Fault.overload(1, excess));
            try (var second = RawClient.to(peer);
                    var third = RawClient.to(peer)) {
                assertThat(second.readForAMoment()).isEqualTo(NOTHING);
                assertStruck(peer);

                armed.close();
                armed.close();

                third.assertServed();
                second.assertServed();
                first.assertServed();
                assertStruck(peer);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void allAreServedOnceItIsTakenBack(Excess excess) throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var first = served(peer)) {
            try (var armed = peer.arm(Fault.overload(1, excess))) {
                assertThat(met(peer, excess)).isIn(RESET, "-1", NOTHING);
                assertStruck(peer);
                assertThat(armed.fault().mayNotFire()).isFalse();
            }
            try (var third = served(peer)) {
                first.assertServed();
                third.assertServed();
            }
            assertStruck(peer);
        }
    }

    /** Asks behind all who have come by now: on a busy machine they may not have been let in before. */
    private static void assertStruck(Peer peer) {
        assertThat(peer.unfiredFaults()).isEmpty();
    }
}
