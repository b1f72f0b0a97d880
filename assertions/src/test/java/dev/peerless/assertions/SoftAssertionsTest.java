package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Connection;
import dev.peerless.peer.Peer;
import java.net.SocketException;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;

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
                            .strip()
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
    void goOnSoftlyToWhatIsBegunByThem() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("PING\n");
            var softly = new PeerlessSoftAssertions();
            softly.assertThatConnection(peer)
                    .as("the client")
                    .within(SHORT)
                    .receivedData()
                    .hasSize(4)
                    .startsWith("PING")
                    .endsWith("x")
                    .returnToConnection()
                    .wasReset()
                    .sentHeartbeats(line("PING"))
                    .staysOpenFor(SHORT)
                    .onAverageEvery(SHORT)
                    .countingAnyTraffic()
                    .onAverageEvery(SHORT);
            softly.assertThatConnections(peer)
                    .as("the client")
                    .within(SHORT)
                    .attempts(2)
                    .spacedAtLeast(SHORT)
                    .returnToConnections()
                    .hasCount(2);
            assertThat(softly.assertionErrorsCollected())
                    .extracting(SoftAssertionsTest::expected)
                    .containsExactly(
                            "to have received 4 B in all,",
                            "to have received data that end with 1 B \"x\",",
                            "to have been reset by the peer,",
                            "to carry heartbeats (line \"PING\") every 40 ms on average, with a tolerance of 50 ms,",
                            "to carry heartbeats (any traffic) every 40 ms on average, with a tolerance of 50 ms,",
                            "to have been connected to 2 times with pauses of at least 40 ms,",
                            "to have had 2 connections,");
            assertThat(softly.assertionErrorsCollected())
                    .allSatisfy(error -> assertThat(error).hasMessageStartingWith("[the client] Expecting "));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what is not there is what this is about
    void sayThatThereIsNoConnection() {
        var softly = new PeerlessSoftAssertions();
        softly.assertThatConnection((Connection) null)
                .as("the client")
                .receivedData()
                .hasSize(1)
                .isExactly("A")
                .returnToConnection()
                .sentHeartbeats(line("PING"))
                .atLeastEvery(SHORT)
                .countingAnyTraffic()
                .staysOpenFor(SHORT)
                .returnToConnection()
                .isOpen();
        softly.assertThatConnections(null)
                .as("the client")
                .attempts(2)
                .spacedAtLeast(SHORT)
                .returnToConnections()
                .hasCount(1);
        assertThat(softly.assertionErrorsCollected())
                .hasSize(5)
                .allSatisfy(error ->
                        assertThat(error).hasMessageContaining("[the client] \nExpecting actual not to be null"));
    }

    private static String expected(Throwable error) {
        return Messages.masked(error.getMessage()).lines().skip(1).findFirst().orElseThrow();
    }

    @Test
    void sayOnceThatThereIsNoHeartbeat() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("PING\n");
            var softly = new PeerlessSoftAssertions();
            softly.assertThatConnection(peer)
                    .within(SHORT)
                    .sentHeartbeats(line("PONG"))
                    .atLeastEvery(SHORT)
                    .countingAnyTraffic()
                    .atLeastEvery(SHORT)
                    .returnToConnection()
                    .received("PING\n");
            assertThat(softly.errorsCollected()).hasSize(1);
        }
    }

    @Test
    void areInjectedByTheirExtension() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Injected.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("collects"),
                                finishedWithFailure(message(text -> text.contains("the peer sent no RST")
                                        && text.contains("it received nothing")))))
                .haveExactly(1, event(test("collectsInWordsOfThen"), finishedWithFailure()));
    }

    @ExtendWith(SoftAssertionsExtension.class)
    static class Injected {

        @InjectSoftAssertions
        private PeerlessSoftAssertions softly;

        @Test
        void collects() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                softly.assertThatConnection(peer)
                        .within(SHORT)
                        .wasReset()
                        .receivedData()
                        .hasSize(1);
            }
        }

        @Test
        void collectsInWordsOfThen(BDDPeerlessSoftAssertions soft) throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                soft.thenConnection(peer).within(SHORT).wasReset();
            }
        }
    }
}
