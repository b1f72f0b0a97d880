package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a chain of assertions is described as goes with it to what it goes on to. */
class DescriptionTest {

    private final Peer peer =
            Peer.plan().fault(Fault.close(Trigger.afterReceiving(5))).listen();

    @AfterEach
    void close() {
        peer.close();
    }

    private ConnectionAssert described() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("PING\n");
        }
        return assertThatConnection(peer.connection(1)).as("the pool").within(FAR);
    }

    @Test
    void aboutHeartbeats() throws Exception {
        var heartbeats = described().sentHeartbeats(line("PING"));
        assertThat(failureOf(() -> heartbeats.staysOpenFor(FAR))).startsWith("[the pool] Expecting ");
        assertThat(failureOf(() -> heartbeats.countingAnyTraffic().staysOpenFor(FAR)))
                .startsWith("[the pool] Expecting ");
        assertThat(failureOf(() -> heartbeats.returnToConnection().wasReset())).startsWith("[the pool] Expecting ");
    }

    @Test
    void aboutData() throws Exception {
        var data = described().receivedData();
        assertThat(failureOf(() -> data.isExactly("PONG"))).startsWith("[the pool] Expecting ");
    }

    @Test
    void aboutAttempts() throws Exception {
        var first = described();
        assertThat(first.wasClosed()).isSameAs(first);
        var attempts = assertThatConnections(peer).as("the pool").within(SHORT).attempts(2);
        assertThat(failureOf(() -> attempts.spacedAtLeast(SHORT))).startsWith("[the pool] Expecting ");
    }

    @Test
    void orTheMessageThatReplacesIt() throws Exception {
        var heartbeats = described().overridingErrorMessage("the pool lost it").sentHeartbeats(line("PING"));
        assertThat(failureOf(() -> heartbeats.staysOpenFor(FAR))).isEqualTo("[the pool] the pool lost it");
        assertThat(failureOf(() -> heartbeats.countingAnyTraffic().staysOpenFor(FAR)))
                .isEqualTo("[the pool] the pool lost it");
        var attempts = assertThatConnections(peer)
                .within(SHORT)
                .overridingErrorMessage("the pool hammers")
                .attempts(2);
        assertThat(failureOf(() -> attempts.spacedAtLeast(SHORT))).isEqualTo("the pool hammers");
    }
}
