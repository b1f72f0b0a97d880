package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Heartbeating;
import org.junit.jupiter.api.Test;

/** A peer that sends no more heartbeats is lost. */
@SuppressWarnings("try") // being connected is all that some clients do
class MutingTest {

    private static Peer muteAfterTwo() {
        return Peer.plan()
                .heartbeats(Heartbeating.sending("PING\n", ofMillis(20)).atMost(2))
                .listen();
    }

    private static void awaitMuting(Peer peer) {
        // It fails only once the muting has come and the time has passed.
        assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                .contains("mute       after 2 heartbeats");
    }

    @Test
    void passesWhenTheClientHangsUpAfterIt() throws Exception {
        try (var peer = muteAfterTwo();
                var client = Client.connectTo(peer)) {
            awaitMuting(peer);
            client.sendFin();
            assertThatConnection(peer).noticedLossWithin(FAR);
            assertThatConnection(peer).wasReleasedWithin(FAR);
        }
    }

    @Test
    void passesWhenTheClientConnectsAnew() throws Exception {
        try (var peer = muteAfterTwo();
                var client = Client.connectTo(peer)) {
            awaitMuting(peer);
            try (var next = Client.connectTo(peer)) {
                assertThatConnection(peer.connection(1)).noticedLossWithin(FAR);
            }
        }
    }

    @Test
    void failsWhenTheClientDoesNotNotice() throws Exception {
        try (var peer = muteAfterTwo();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                    .contains("to have its loss noticed by the code under test within 40 ms of its muting,\nbut ");
        }
    }

    @Test
    void failsWhenItsFinComesTooLate() throws Exception {
        try (var peer = muteAfterTwo();
                var client = Client.connectTo(peer)) {
            awaitMuting(peer);
            client.sendFin();
            assertThatConnection(peer).noticedLossWithin(FAR);
            assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                    .contains("within 40 ms of its muting,\nbut ");
        }
    }
}
