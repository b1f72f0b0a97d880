package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import org.junit.jupiter.api.Test;

class WasResetTest {

    @Test
    void passesAfterARst() throws Exception {
        try (var incoming = Incoming.with(Fault.reset(Trigger.afterReceiving(4)))) {
            incoming.send("PING");
            incoming.connection().wasReset();
        }
    }

    @Test
    void passesAfterAFinFollowedByARst() throws Exception {
        try (var incoming = Incoming.with(Fault.closeAtOnce(Trigger.onConnect()))) {
            incoming.connection().wasReset().wasClosed();
        }
    }

    @Test
    void failsAsSoonAsTheConnectionEndsOtherwise() throws Exception {
        try (var incoming = Incoming.connected()) {
            incoming.client().sendRst();
            assertThat(failureOf(() -> incoming.connection().wasReset())).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have been reset by the peer,
                            but the code under test sent RST.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  RST""");
        }
    }

    @Test
    void failsAsSoonAsBothSidesHaveSentFin() throws Exception {
        try (var incoming = Incoming.connected()) {
            incoming.client().sendFin();
            assertThat(failureOf(() -> incoming.connection().wasReset())).isEqualTo("""
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
        try (var incoming = Incoming.with(Fault.reset(Trigger.afterReceiving(16)))) {
            incoming.send("PING 100%");
            incoming.connection().received("PING 100%");
            assertThat(failureOf(() -> incoming.connectionSoon().wasReset())).isEqualTo("""
                            Expecting connection #1 of peer on port _ (resets after receiving 16 bytes, all connections)
                            to have been reset by the peer,
                            but the peer sent no RST within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 9 B  "PING 100%\"""");
        }
    }

    @Test
    void failsWithHelpAfterAFinInstead() throws Exception {
        try (var incoming = Incoming.with(Fault.close(Trigger.onConnect()))) {
            assertThat(incoming.client().read()).isEqualTo(-1);
            assertThat(failureOf(() -> incoming.connectionSoon().handledReset()))
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
        try (var incoming = Incoming.connected()) {
            incoming.connection().isOpen();
            incoming.peer().close();
            assertThat(failureOf(() -> incoming.connection().wasReset())).isEqualTo("""
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
        try (var incoming = Incoming.connectedTo(Peer.plan().speak(broken))) {
            incoming.send("A");
            assertThatThrownBy(() -> incoming.connection().wasReset())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "but the peer itself failed: java.lang.IllegalStateException: mistake in a test.\n");
        }
    }
}
