package dev.peerless.peer;

import static dev.peerless.peer.PingingPeers.INTERVAL;
import static dev.peerless.peer.PingingPeers.PING;
import static dev.peerless.peer.PingingPeers.intervals;
import static dev.peerless.peer.PingingPeers.letPass;
import static dev.peerless.peer.PingingPeers.pinging;
import static dev.peerless.peer.PingingPeers.sent;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Heartbeating;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A peer that sends heartbeats of its own accord, and misbehaves. */
class SentHeartbeatsWithFaultsTest {

    @Test
    void countsAsSent() throws Exception {
        try (var peer = pinging().fault(Fault.reset(Trigger.afterSending(12))).listen();
                var client = RawClient.to(peer)) {
            assertThat(client.readText(12)).isEqualTo("PING\nPING\nPI");
            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
        }
    }

    /** They last twice as long as it takes to strike. */
    @Test
    void keepsAnIdleTriggerAway() throws Exception {
        var idle = INTERVAL.multipliedBy(10);
        try (var peer = Peer.plan()
                        .heartbeats(Heartbeating.sending(PING, INTERVAL).atMost(20))
                        .listen();
                var client = RawClient.to(peer)) {
            // From the connect on, the fault could strike a peer that a busy machine keeps from its first one.
            client.readText(PING.length());
            peer.arm(Fault.reset(Trigger.idleFor(idle)));
            var rst = Wire.awaitRst(peer, SENT);

            var beats = sent(peer.settledTranscript().events());
            assertThat(beats).isNotEmpty();
            assertThat(rst.nanos() - beats.get(beats.size() - 1).nanos()).isGreaterThanOrEqualTo(idle.toNanos());
        }
    }

    @Test
    void pausesInAStallAndDoesNotMakeUpForIt() throws Exception {
        try (var peer = pinging().listen();
                var client = RawClient.to(peer)) {
            client.readText(PING.length());
            peer.connection(1).stall();
            letPass(5);
            peer.connection(1).resume();
            client.readText(5 * PING.length());

            var seen = peer.settledTranscript().events();
            var stalled = Wire.await(peer, WireEvent.Stalled.class);
            var resumed = Wire.await(peer, WireEvent.Resumed.class);
            var beats = sent(seen);
            assertThat(beats).noneMatch(beat -> beat.nanos() > stalled.nanos() && beat.nanos() < resumed.nanos());
            // One that was late already when the stall ended may follow it.
            long leftOut = intervals(resumed, seen.get(0)) - intervals(stalled, seen.get(0)) - 1;
            assertThat(intervals(beats.get(beats.size() - 1), seen.get(0)))
                    .isGreaterThanOrEqualTo(beats.size() + leftOut);
        }
    }

    @Test
    void isSilentOnceThePeerHasVanished() throws Exception {
        try (var peer = pinging().fault(Fault.vanish(Trigger.afterSending(10))).listen();
                var client = RawClient.to(peer)) {
            assertThat(client.readText(10)).isEqualTo(PING.repeat(2));
            assertThat(client.readForAMoment()).isEqualTo("Read timed out");
        }
    }

    @Test
    void endsWithTheFinOfThePeer() throws Exception {
        try (var peer = pinging()
                        .fault(Fault.halfClose(Trigger.afterReceiving(1)))
                        .listen();
                var client = RawClient.to(peer)) {
            client.readText(PING.length());
            client.write("x");
            assertThat(client.socket().getInputStream().readAllBytes())
                    .asString()
                    .matches("(PING\n)*");
            letPass(2);

            assertThat(client.write("y")).isEqualTo("ok");
            Wire.awaitReceived(peer, 2);
            assertThat(peer.settledTranscript().events()).noneMatch(WireEvent.Failed.class::isInstance);
        }
    }

    @Test
    void endsWithTheConversation() throws Exception {
        try (var peer = pinging().listen();
                var client = RawClient.to(peer)) {
            client.readText(PING.length());
            client.finish();
            assertThat(client.socket().getInputStream().readAllBytes())
                    .asString()
                    .matches("(PING\n)*");
            assertThat(peer.settledTranscript().events()).noneMatch(WireEvent.Failed.class::isInstance);
        }
    }

    @Test
    void endsWithARstFromEitherSide() throws Exception {
        try (var peer = pinging().fault(Fault.reset(Trigger.afterReceiving(1))).listen()) {
            try (var client = RawClient.to(peer)) {
                client.reset();
            }
            Wire.awaitRst(peer, RECEIVED);
            try (var client = RawClient.to(peer)) {
                client.write("x");
                Wire.awaitRst(peer, SENT);
            }
            letPass(2);

            var events = peer.settledTranscript().events();
            assertThat(events).noneMatch(WireEvent.Failed.class::isInstance);
            assertThat(events.get(events.size() - 1)).isNotInstanceOf(Data.class);
        }
    }

    @Test
    void isSlowWhereThePeerIs() throws Exception {
        var latency = Duration.ofMillis(50);
        try (var peer = pinging()
                        .fault(Fault.slow(Trigger.onConnect(), Shaping.none().withLatency(latency)))
                        .listen();
                var client = RawClient.to(peer)) {
            client.readText(3 * PING.length());

            var seen = peer.settledTranscript().events();
            assertThat(sent(seen).get(0).nanos() - seen.get(0).nanos())
                    .isGreaterThanOrEqualTo(INTERVAL.plus(latency).toNanos());
        }
    }
}
