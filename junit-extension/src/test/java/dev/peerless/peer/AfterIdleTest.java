package dev.peerless.peer;

import static dev.peerless.fault.Trigger.receivingAfterIdle;
import static dev.peerless.transcript.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faults that strike at the first byte after an idle period. */
class AfterIdleTest {

    private static final Duration IDLE = Duration.ofMillis(200);

    private static Peer echoing() {
        return Peer.plan().speak(Conversation.echo()).listen();
    }

    /**
     * Exchanges a byte, arms the fault, and lets the peer see an idle period, by the clock of another peer. Armed from the
     * start, the fault could strike at the first byte of a client that a busy machine has held up.
     */
    private static RawClient idle(Peer peer, Fault fault) throws Exception {
        var client = RawClient.to(peer);
        client.assertServed();
        var unused = peer.arm(fault);
        awaitIdleness();
        return client;
    }

    private static void awaitIdleness() throws Exception {
        try (var clock = Peer.plan().fault(Fault.refuse(IDLE.plusMillis(50))).listen()) {
            Wire.await(clock, WireEvent.Listening.class, WireEvent.Listening::listening);
        }
    }

    @Test
    void strikeInsteadOfTheAnswerToThatByte() throws Exception {
        try (var peer = echoing();
                var client = idle(peer, Fault.reset(receivingAfterIdle(IDLE)))) {
            client.write("abc");

            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            assertThat(peer.unfiredFaults()).isEmpty();
        }
    }

    @Test
    void areNotRelayed() throws Exception {
        try (var upstream = Upstream.listening();
                var relay = Peer.plan().relayTo(upstream.address()).listen();
                var client = RawClient.to(relay);
                var served = upstream.accept()) {
            client.write("a");
            assertThat(Upstream.readText(served, 1)).isEqualTo("a");
            var unused = relay.arm(Fault.vanish(receivingAfterIdle(IDLE)));
            awaitIdleness();

            client.write("b");

            Wire.await(relay, WireEvent.Vanished.class);
            Upstream.assertNothingComes(served);
        }
    }

    @Test
    void letTheConnectionGoOnAfterAStall() throws Exception {
        try (var peer = echoing();
                var client = idle(peer, Fault.stall(receivingAfterIdle(IDLE)))) {
            client.write("abc");
            Wire.await(peer, WireEvent.Stalled.class);
            assertThat(client.readForAMoment()).isEqualTo("Read timed out");

            peer.connection(1).resume();

            assertThat(client.readText(3)).isEqualTo("abc");
            awaitIdleness();
            // It strikes once.
            client.assertServed();
        }
    }

    @Test
    void letTheConnectionGoOnAfterACut() throws Exception {
        try (var peer = echoing();
                var client = idle(peer, Fault.cut(receivingAfterIdle(IDLE), Duration.ofMillis(100)))) {
            client.write("abc");
            assertThat(client.readText(3)).isEqualTo("abc");
            client.assertServed();
        }
    }

    @Test
    void letThePeerGoOnReadingAfterAHalfClose() throws Exception {
        try (var peer = echoing();
                var client = idle(peer, Fault.halfClose(receivingAfterIdle(IDLE)))) {
            client.write("abc");
            assertThat(client.read()).isEqualTo("-1");
            client.write("def");
            Wire.awaitReceived(peer, 7);
            client.finish();
            Wire.awaitFin(peer, RECEIVED);
        }
    }

    @Test
    void areToldIfNothingCameAfterIdleness() throws Exception {
        var fault = Fault.of(receivingAfterIdle(Duration.ofHours(1)), new Effect.Stall(Optional.empty()));
        try (var peer = Peer.plan().speak(Conversation.echo()).fault(fault).listen();
                var client = RawClient.to(peer)) {
            client.assertServed();
            client.assertServed();

            assertThat(peer.unfiredFaults())
                    .extracting(UnfiredFault::progress)
                    .containsExactly("#1 had received nothing after 1 h of idleness");
        }
    }
}
