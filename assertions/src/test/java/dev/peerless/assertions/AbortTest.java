package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.plan.PeerPlan;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class AbortTest {

    @Test
    void failsWhenThePeerEndsTheConnectionInstead() throws Exception {
        try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnection(peer).within(FAR).wasAborted()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (resets on connect, all connections)
                            to have been aborted by the code under test's own machine,
                            but the peer sent RST.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  >  RST        resets on connect""");
        }
    }

    @Test
    void failsWhenNothingHappens() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnection(peer).within(SHORT).wasAborted()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have been aborted by the code under test's own machine,
                            but it was not aborted within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_""");
        }
    }

    @Nested
    class AfterAnAbort {

        private static final Fault ABORT = Fault.abort(Trigger.afterReceiving(1));

        @BeforeEach
        void needsTheRightToKillSockets() {
            Endpoint.whyNot(PeerPlan.builder().fault(ABORT).build()).ifPresent(Assumptions::abort);
        }

        @Test
        void thatPasses() throws Exception {
            try (var peer = Peer.plan().fault(ABORT).listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThatConnection(peer).within(FAR).wasAborted().endedByRst();
            }
        }

        @Test
        void otherEndsAreNotThose() throws Exception {
            try (var peer = Peer.plan().fault(ABORT).listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).wasReset()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (aborts the code under test's own socket after receiving 1 byte, all connections)
                                to have been reset by the peer,
                                but the code under test's own machine aborted its socket.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 1 B  "A"
                                   #1 _     aborted    aborts the code under test's own socket after receiving 1 byte
                                >  #1 _  <  RST        aborts the code under test's own socket after receiving 1 byte""");
            }
        }

        @Test
        void theConnectionIsNotOpen() throws Exception {
            try (var peer = Peer.plan().fault(ABORT).listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).wasAborted().isOpen()))
                        .contains("to be open,\nbut the code under test's own machine aborted its socket.\n")
                        .contains("\n>  #1 _     aborted ");
            }
        }

        @Test
        void theSocketIsReleasedOnlyByTheCodeUnderTest() throws Exception {
            try (var peer = Peer.plan().fault(ABORT).watchReleases(true).listen()) {
                try (var client = Client.connectTo(peer)) {
                    client.send("A");
                    assertThat(failureOf(() -> assertThatConnection(peer).wasReleasedWithin(SHORT)))
                            .contains("to have been released by the code under test within 40 ms of the abort,\n"
                                    + "but its socket was still open after 40 ms.\n")
                            .contains("\n>  #1 _     aborted ");
                }
                assertThatConnection(peer).wasReleasedWithin(FAR);
            }
        }

        @Test
        void withoutWatchingReleasesCannotBeKnown() throws Exception {
            try (var peer = Peer.plan().fault(ABORT).watchReleases(false).listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).wasReleasedWithin(FAR)))
                        .contains("within 10 min of the abort,\nbut that cannot be known: a RST ends all");
            }
        }

        @Test
        void silenceWouldProveNothing() throws Exception {
            try (var peer = Peer.plan().fault(ABORT).listen();
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).receivedNothingAfterTheFault()))
                        .contains("but that would prove nothing: after the RST nothing can arrive");
            }
        }

        @Test
        void aNewConnectionAnswersIt() throws Exception {
            try (var peer = Peer.plan().fault(ABORT.on("1")).listen();
                    var first = Client.connectTo(peer)) {
                first.send("A");
                assertThatConnection(peer).wasAborted();
                try (var second = Client.connectTo(peer)) {
                    assertThatConnections(peer).reconnectedWithin(FAR);
                }
            }
        }
    }
}
