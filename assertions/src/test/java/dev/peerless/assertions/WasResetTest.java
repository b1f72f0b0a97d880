package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class WasResetTest {

    @Test
    void passesAfterARst() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.reset(Trigger.afterReceiving(4)))
                        .listen();
                var client = Client.connectTo(peer)) {
            client.send("PING");
            assertThatConnection(peer.connection(1)).wasReset();
        }
    }

    @Test
    void passesAfterAFinFollowedByARst() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.closeAtOnce(Trigger.onConnect()))
                        .listen();
                var client = Client.connectTo(peer)) {
            assertThatConnection(peer.connection(1)).wasReset().wasClosed();
        }
    }

    @Test
    void failsAsSoonAsTheConnectionEndsOtherwise() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.sendRst();
            assertThat(failureOf(() ->
                            assertThatConnection(peer.connection(1)).within(FAR).wasReset()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have been reset by the peer,
                            but the code under test sent RST.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  RST""");
        }
    }

    @Test
    void failsAsSoonAsBothSidesHaveSentFin() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.sendFin();
            assertThat(failureOf(() ->
                            assertThatConnection(peer.connection(1)).within(FAR).wasReset()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have been reset by the peer,
                            but both sides sent FIN.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  FIN
                            >  #1 _  >  FIN        conversation""");
        }
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.reset(Trigger.afterReceiving(16)))
                        .listen();
                var client = Client.connectTo(peer)) {
            client.send("PING 100%");
            assertThatConnection(peer.connection(1)).received("PING 100%");
            assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                            .within(SHORT)
                            .wasReset()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (resets after receiving 16 bytes, all connections)
                            to have been reset by the peer,
                            but the peer sent no RST within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 9 B  "PING 100%\"""");
        }
    }

    @Test
    void failsWithHelpAfterAFinInstead() throws Exception {
        try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThat(client.read()).isEqualTo(-1);
            assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                            .within(SHORT)
                            .handledReset()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (closes on connect, all connections)
                            to have been reset by the peer,
                            but the peer sent no RST within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  >  FIN        closes on connect
                            Help: the peer ended this connection by a FIN. wasClosed() and handledBrokenPipe() are about that; or, where it goes on reading, wasHalfClosed() and handledHalfClose().""");
        }
    }

    @Test
    void doesNotTakeTheClosingOfThePeerForAReset() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            assertThatConnection(peer.connection(1)).isOpen();
            peer.close();
            assertThat(failureOf(() ->
                            assertThatConnection(peer.connection(1)).within(FAR).wasReset()))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have been reset by the peer,
                            but the peer was closed.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  >  RST        peer closed""");
        }
    }

    @Test
    void failsIfThePeerItselfFailed() throws Exception {
        Conversation broken = () -> (bytes, replies) -> {
            throw new IllegalStateException("mistake in a test");
        };
        try (var peer = Peer.plan().speak(broken).listen();
                var client = Client.connectTo(peer)) {
            client.send("A");
            assertThatThrownBy(() -> assertThatConnection(peer.connection(1)).wasReset())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "but the peer itself failed: java.lang.IllegalStateException: mistake in a test.\n");
        }
    }
}
