package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.peer.RawClient.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Each reason to stand still ends on its own, and the connection goes on after the last. */
class CutAmongStallsTest {

    @AutoClose
    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    private long count(Class<? extends WireEvent> kind) {
        return peer.transcript().events().stream().filter(kind::isInstance).count();
    }

    @Test
    void theEndOfAnEarlierStallDoesNotEndIt() throws Exception {
        try (var client = RawClient.acceptedBy(peer, 1)) {
            var stall = peer.arm(Fault.stall(onConnect()));
            var cut = peer.arm(Fault.cut(onConnect()));
            client.write("x");
            stall.close();
            assertThat(client.readForAMoment()).isEqualTo(NOTHING);

            cut.close();

            assertThat(client.read()).isEqualTo("x");
            assertThat(count(WireEvent.Stalled.class)).isOne();
            assertThat(count(WireEvent.Resumed.class)).isOne();
        }
    }

    @Test
    void noTimeOfAnEarlierStallEndsIt() throws Exception {
        try (var client = RawClient.acceptedBy(peer, 1);
                var stall = peer.arm(Fault.stall(onConnect(), Duration.ofMillis(50)))) {
            try (var cut = peer.arm(Fault.cut(onConnect()))) {
                client.write("x");
                assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                assertThat(cut.fault()).isNotEqualTo(stall.fault());
            }
            assertThat(client.read()).isEqualTo("x");
        }
    }

    @Test
    void aStallThatOutlastsItGoesOn() throws Exception {
        try (var client = RawClient.acceptedBy(peer, 1)) {
            var cut = peer.arm(Fault.cut(onConnect()));
            peer.connection(1).stall();
            client.write("x");
            cut.close();
            assertThat(client.readForAMoment()).isEqualTo(NOTHING);

            peer.connection(1).resume();

            assertThat(client.read()).isEqualTo("x");
        }
    }

    @Test
    void theTestsResumeEndsAllOfThem() throws Exception {
        try (var client = RawClient.acceptedBy(peer, 1)) {
            var cut = peer.arm(Fault.cut(onConnect()));
            peer.connection(1).stall();
            client.write("x");
            peer.connection(1).resume();
            assertThat(client.read()).isEqualTo("x");

            peer.connection(1).stall();
            client.write("y");
            cut.close();
            assertThat(client.readForAMoment()).isEqualTo(NOTHING);
        }
    }

    @Test
    void aPlaceThatBecomesFreeDoesNotEndIt() throws Exception {
        try (var overloaded = Peer.plan()
                        .speak(Conversation.echo())
                        .fault(Fault.overload(1, Excess.STALL))
                        .listen();
                var served = RawClient.to(overloaded);
                var waiting = RawClient.to(overloaded)) {
            Wire.awaitConnections(overloaded, 2);
            try (var cut = overloaded.arm(Fault.cut(onConnect()))) {
                waiting.write("x");
                overloaded.connection(1).reset();
                assertThat(served.read()).isEqualTo("SocketException: Connection reset");
                assertThat(waiting.readForAMoment()).isEqualTo(NOTHING);
                assertThat(cut.fault().mayNotFire()).isFalse();
            }
            assertThat(waiting.read()).isEqualTo("x");
        }
    }

    @Test
    void whoWaitsForAPlaceIsNotServedByTheEndOfAStall() throws Exception {
        try (var overloaded = Peer.plan()
                        .speak(Conversation.echo())
                        .fault(Fault.overload(1, Excess.STALL))
                        .fault(Fault.stall(onConnect(), Duration.ofMillis(50)).on("2"))
                        .listen();
                var served = RawClient.to(overloaded);
                var waiting = RawClient.to(overloaded)) {
            waiting.write("x");
            assertThat(waiting.readForAMoment()).isEqualTo(NOTHING);

            served.reset();

            assertThat(waiting.read()).isEqualTo("x");
        }
    }
}
