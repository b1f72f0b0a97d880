package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class EndedTest {

    @Nested
    class EndedByFin {

        @Test
        void passesWhenBothSidesHaveSentFin() throws Exception {
            try (var incoming = Incoming.connected()) {
                incoming.client().close();
                incoming.connection().endedByFin();
            }
        }

        @Test
        void failsAfterARst() throws Exception {
            try (var incoming = Incoming.connected()) {
                incoming.client().sendRst();
                assertThat(failureOf(() -> incoming.connection().endedByFin())).isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been ended by FIN in both directions,
                                but the code under test sent RST.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  RST""");
            }
        }

        @Test
        void saysWhoseFinIsMissing() throws Exception {
            try (var incoming = Incoming.with(Fault.halfClose(Trigger.onConnect()))) {
                incoming.connection().wasHalfClosed();
                assertThat(failureOf(() -> incoming.connectionSoon().endedByFin()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (half-closes on connect, all connections)
                                to have been ended by FIN in both directions,
                                but only the peer sent FIN within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  FIN        half-closes on connect
                                Help: the peer's FIN has come, and the socket stays in CLOSE_WAIT until the code under test closes it: a read that gives -1 does not.""");
            }
        }

        @Test
        void saysThatBothAreMissing() throws Exception {
            try (var incoming = Incoming.connected()) {
                assertThat(failureOf(() -> incoming.connectionSoon().endedByFin()))
                        .contains("but neither side sent FIN within 40 ms.\n");
            }
        }

        @Test
        void saysThatOnlyTheCodeUnderTestSentIts() throws Exception {
            try (var incoming = Incoming.with(Fault.vanish(Trigger.onConnect()))) {
                incoming.client().sendFin();
                incoming.connection().receivedNothingFor(FAR);
                assertThat(failureOf(() -> incoming.connectionSoon().endedByFin()))
                        .contains("but only the code under test sent FIN within 40 ms.\n");
            }
        }
    }

    @Nested
    class EndedByRst {

        @Test
        void passesWhoeverSentIt() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.onConnect()).on("2"))
                            .listen();
                    var first = Client.connectTo(peer);
                    var second = Client.connectTo(peer)) {
                first.sendRst();
                assertThatConnection(peer.connection(1)).endedByRst();
                assertThatConnection(peer.connection(2)).endedByRst();
            }
        }

        @Test
        void failsAfterFinInBothDirections() throws Exception {
            try (var incoming = Incoming.connected()) {
                incoming.client().close();
                assertThat(failureOf(() -> incoming.connection().endedByRst())).isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been ended by RST,
                                but both sides sent FIN.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  FIN
                                >  #1 _  >  FIN        conversation""");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            try (var incoming = Incoming.connected()) {
                assertThat(failureOf(() -> incoming.connectionSoon().endedByRst()))
                        .contains("to have been ended by RST,\nbut neither side sent RST within 40 ms.\n");
            }
        }
    }
}
