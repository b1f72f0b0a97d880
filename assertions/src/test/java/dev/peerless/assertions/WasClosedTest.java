package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WasClosedTest {

    @Nested
    class WasClosed {

        @Test
        void passesOnTheFinOfAClose() throws Exception {
            try (var incoming = Incoming.connected()) {
                incoming.peer().connection(1).close();
                incoming.connection().wasClosed();
            }
        }

        @Test
        void passesWhenBothSidesHaveSentFin() throws Exception {
            try (var incoming = Incoming.with(Fault.halfClose(Trigger.onConnect()))) {
                incoming.client().sendFin();
                incoming.connection().wasClosed();
            }
        }

        @Test
        void failsAfterAReset() throws Exception {
            try (var incoming = Incoming.with(Fault.reset(Trigger.onConnect()))) {
                assertThat(failureOf(() -> incoming.connection().wasClosed())).isEqualTo("""
                                Expecting connection #1 of peer on port _ (resets on connect, all connections)
                                to have been closed by the peer,
                                but the peer sent RST.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  RST        resets on connect
                                Help: the peer ended this connection by a RST. wasReset() and handledReset() are about that.""");
            }
        }

        @Test
        void failsWhenTheTimeIsUpAndOnlyOneDirectionIsClosed() throws Exception {
            try (var incoming = Incoming.with(Fault.halfClose(Trigger.onConnect()))) {
                incoming.connection().wasHalfClosed();
                assertThat(failureOf(() -> incoming.connectionSoon().wasClosed()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (half-closes on connect, all connections)
                                to have been closed by the peer,
                                but the peer closed only its own direction, and the code under test sent no FIN within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  FIN        half-closes on connect
                                Help: the peer's FIN has come, and the socket stays in CLOSE_WAIT until the code under test closes it: a read that gives -1 does not.""");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            try (var incoming = Incoming.connected()) {
                assertThat(failureOf(() -> incoming.connectionSoon().wasClosed()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been closed by the peer,
                                but the peer sent no FIN within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }
    }

    @Nested
    class WasHalfClosed {

        @Test
        void passesOnTheFinOfAHalfClose() throws Exception {
            try (var incoming = Incoming.with(Fault.halfClose(Trigger.onConnect()))) {
                incoming.connection().wasHalfClosed();
            }
        }

        @Test
        void failsAfterAFullClose() throws Exception {
            try (var incoming = Incoming.with(Fault.close(Trigger.onConnect()))) {
                assertThat(failureOf(() -> incoming.connection().wasHalfClosed()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (closes on connect, all connections)
                                to have been half-closed by the peer,
                                but the peer closed both directions.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  FIN        closes on connect""");
            }
        }

        @Test
        void failsIfTheCodeUnderTestWasFirst() throws Exception {
            try (var incoming = Incoming.connected()) {
                incoming.client().sendFin();
                incoming.connection().endedByFin();
                assertThat(failureOf(() -> incoming.connection().wasHalfClosed()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been half-closed by the peer,
                                but the code under test sent FIN.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  FIN
                                   #1 _  >  FIN        conversation""");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            try (var incoming = Incoming.connected()) {
                assertThat(failureOf(() -> incoming.connectionSoon().wasHalfClosed()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been half-closed by the peer,
                                but the peer sent no FIN within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }
    }
}
