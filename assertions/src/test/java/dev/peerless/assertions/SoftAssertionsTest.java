package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.net.SocketException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("try") // being connected is all that some clients do
class SoftAssertionsTest {

    @Test
    void reportAllFailuresTogether() throws Exception {
        try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThatConnection(peer).vanished();
            var softly = new PeerlessSoftAssertions();
            softly.assertThatConnection(peer)
                    .as("the order client")
                    .within(SHORT)
                    .wasReset()
                    .vanished()
                    .isOpen();
            softly.assertThatConnection(peer.connection(1))
                    .receivedNothing()
                    .within(SHORT)
                    .received("A");
            softly.assertThatConnections(peer).hasCount(1).within(SHORT).hasCount(2);
            softly.assertThatNetworkFailure(new SocketException("Broken pipe")).isConnectionReset();
            softly.assertThat("plain").isEqualTo("plain");
            assertThat(softly.assertionErrorsCollected())
                    .extracting(error -> Messages.masked(error.getMessage())
                            .lines()
                            .skip(2)
                            .findFirst()
                            .orElseThrow())
                    .containsExactly(
                            "but the peer sent no RST within 40 ms.",
                            "but the peer vanished.",
                            "but it received nothing within 40 ms.",
                            "but only 1 came within 40 ms.",
                            "but it tells of BROKEN_PIPE.");
            assertThat(softly.assertionErrorsCollected().get(0))
                    .hasMessageStartingWith("[the order client] Expecting ");
        }
    }

    @Test
    void failIfThereIsMoreThanTheOneConnection() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            var softly = new PeerlessSoftAssertions();
            softly.assertThatConnections(peer).hasCount(2);
            softly.assertThatConnection(peer).isOpen();
            assertThat(softly.assertionErrorsCollected()).hasSize(1);
        }
    }

    @Test
    void takeAnyAssertionInACheck() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("PING\n");
            var softly = new SoftAssertions();
            softly.check(() -> assertThatConnection(peer).within(SHORT).wasReset());
            softly.check(() ->
                    assertThatConnection(peer).sentHeartbeats(line("PING")).atLeastEvery(SHORT));
            softly.check(() -> assertThatConnection(peer).received("PING\n"));
            assertThat(softly.errorsCollected()).hasSize(2);
        }
    }

    @Test
    void beginHeartbeatsThatFailAtOnce() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("PING\n");
            var softly = new PeerlessSoftAssertions();
            softly.assertThatConnection(peer).sentHeartbeats(line("PING")).staysOpenFor(SHORT);
            softly.assertThatConnection(peer).within(SHORT).sentHeartbeats(line("PONG"));
            assertThat(softly.errorsCollected()).hasSize(1);
        }
    }
}
