package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class AttemptsTest {

    private final Peer peer = Peer.plan()
            .fault(Fault.reset(Trigger.onConnect()))
            .watchReleases(false)
            .listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private void attempt(int number) throws Exception {
        try (var client = Client.connectTo(peer)) {
            assertThatConnection(peer.connection(number)).wasReset();
        }
    }

    @Test
    void waitsForThemToCome() throws Exception {
        attempt(1);
        var waiting = CompletableFuture.runAsync(() -> assertThatConnections(peer)
                .within(FAR)
                .attempts(2)
                .withTolerance(ofMillis(0))
                .spacedAtLeast(ofNanos(1))
                .spacedExponentially(ofNanos(1), 2));
        attempt(2);
        waiting.join();
    }

    @Test
    void failsWhenOneComesTooSoon() throws Exception {
        attempt(1);
        attempt(2);
        assertThat(failureOf(() -> assertThatConnections(peer).attempts(2).spacedAtLeast(ofHours(1))))
                .isEqualTo("""
                        Expecting peer on port _ (resets on connect, all connections)
                        to have been connected to 2 times with pauses of at least 1 h,
                        but attempt #2 came _ ms after the one before instead of 3600000 ms.
                           #1 _  <  connect from 127.0.0.1:_
                        >  #1 _  >  RST        resets on connect
                        >  #2 _  <  connect from 127.0.0.1:_
                           #2 _  >  RST        resets on connect""");
    }

    @Test
    void failsWhenTheyDoNotGrow() throws Exception {
        attempt(1);
        attempt(2);
        assertThat(failureOf(() -> assertThatConnections(peer).attempts(2).spacedExponentially(ofHours(1), 2)))
                .contains(
                        "to have been connected to 2 times with pauses of at least 1 h, each 2 times the one before,\n"
                                + "but attempt #2 came _ ms after the one before instead of 3600000 ms.\n");
    }

    @Test
    void failsWithoutJitter() throws Exception {
        attempt(1);
        attempt(2);
        attempt(3);
        assertThat(failureOf(() -> assertThatConnections(peer).attempts(3).spacedWithJitter(ofHours(1))))
                .contains("to have been connected to 3 times with jitter that spreads the pauses over 1 h at least,\n"
                        + "but they spread over _ ms only.\n");
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        attempt(1);
        assertThat(failureOf(() ->
                        assertThatConnections(peer).within(SHORT).attempts(2).spacedAtLeast(ofMillis(1))))
                .isEqualTo("""
                        Expecting peer on port _ (resets on connect, all connections)
                        to have been connected to 2 times with pauses of at least 1 ms,
                        but only 1 came within 40 ms.
                           #1 _  <  connect from 127.0.0.1:_
                           #1 _  >  RST        resets on connect""");
    }

    @Test
    void failsAsSoonAsThePeerIsClosed() {
        peer.close();
        assertThat(failureOf(() ->
                        assertThatConnections(peer).within(FAR).attempts(2).spacedAtLeast(ofMillis(1))))
                .contains("but none came before the peer was closed.\n");
    }

    @Test
    void goesBackToTheConnections() throws Exception {
        attempt(1);
        attempt(2);
        assertThatConnections(peer)
                .attempts(2)
                .spacedAtLeast(ofNanos(1))
                .returnToConnections()
                .hasCount(2);
    }

    @Test
    void makesSense() {
        var connections = assertThatConnections(peer);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connections.attempts(1))
                .withMessage("pauses are between 2 attempts or more, but it was about 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connections.attempts(2).spacedWithJitter(ofMillis(1)))
                .withMessage("jitter shows in two pauses or more, which takes 3 attempts, but it was about 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connections.attempts(2).withTolerance(ofMillis(-1)))
                .withMessage("a tolerance must not be negative, but was -1 ms");
    }
}
