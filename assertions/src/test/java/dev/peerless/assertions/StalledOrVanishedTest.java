package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class StalledOrVanishedTest {

    @Test
    void passesAfterAStallEvenIfItWasResumed() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.stall(Trigger.onConnect(), ofMillis(1)))
                        .listen();
                var client = Client.connectTo(peer)) {
            client.send("A");
            assertThatConnection(peer.connection(1)).received("A").wasStalled();
        }
    }

    @Test
    void passesAfterVanishing() throws Exception {
        try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThatConnection(peer.connection(1)).vanished();
        }
    }

    @Test
    void failsIfTheConnectionEndsBeforeTheStall() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.sendRst();
            assertThat(failureOf(() ->
                            assertThatConnection(peer.connection(1)).within(FAR).wasStalled()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have been stalled by the peer,
                            but the code under test sent RST.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  RST""");
        }
    }

    @Test
    void failsIfTheConnectionEndsBeforeVanishing() throws Exception {
        try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() ->
                            assertThatConnection(peer.connection(1)).within(FAR).vanished()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (resets on connect, all connections)
                            to have vanished,
                            but the peer sent RST.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  >  RST        resets on connect""");
        }
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                            .within(SHORT)
                            .wasStalled()))
                    .contains("to have been stalled by the peer,\nbut the peer did not stall within 40 ms.\n");
            assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                            .within(SHORT)
                            .vanished()))
                    .contains("to have vanished,\nbut the peer did not vanish within 40 ms.\n");
        }
    }
}
