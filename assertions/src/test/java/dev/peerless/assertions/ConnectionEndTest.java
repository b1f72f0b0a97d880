package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class ConnectionEndTest {

    @Nested
    class WasReset {

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
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .wasReset()))
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
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .wasReset()))
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
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .wasReset()))
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
                assertThatThrownBy(
                                () -> assertThatConnection(peer.connection(1)).wasReset())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining(
                                "but the peer itself failed: java.lang.IllegalStateException: mistake in a test.\n");
            }
        }
    }

    @Nested
    class WasClosed {

        @Test
        void passesOnTheFinOfAClose() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                peer.connection(1).close();
                assertThatConnection(peer.connection(1)).wasClosed();
            }
        }

        @Test
        void passesWhenBothSidesHaveSentFin() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.halfClose(Trigger.onConnect()))
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.sendFin();
                assertThatConnection(peer.connection(1)).wasClosed();
            }
        }

        @Test
        void failsAfterAReset() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .wasClosed()))
                        .isEqualTo("""
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
            try (var peer = Peer.plan()
                            .fault(Fault.halfClose(Trigger.onConnect()))
                            .listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).wasHalfClosed();
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .wasClosed()))
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
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .wasClosed()))
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
            try (var peer = Peer.plan()
                            .fault(Fault.halfClose(Trigger.onConnect()))
                            .listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer.connection(1)).wasHalfClosed();
            }
        }

        @Test
        void failsAfterAFullClose() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .wasHalfClosed()))
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
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendFin();
                assertThatConnection(peer.connection(1)).endedByFin();
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .wasHalfClosed()))
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
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .wasHalfClosed()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been half-closed by the peer,
                                but the peer sent no FIN within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }
    }

    @Nested
    class WasStalledOrVanished {

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
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .wasStalled()))
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
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .vanished()))
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

    @Nested
    class EndedByFin {

        @Test
        void passesWhenBothSidesHaveSentFin() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.close();
                assertThatConnection(peer.connection(1)).endedByFin();
            }
        }

        @Test
        void failsAfterARst() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendRst();
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .endedByFin()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been ended by FIN in both directions,
                                but the code under test sent RST.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  RST""");
            }
        }

        @Test
        void saysWhoseFinIsMissing() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.halfClose(Trigger.onConnect()))
                            .listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).wasHalfClosed();
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .endedByFin()))
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
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .endedByFin()))
                        .contains("but neither side sent FIN within 40 ms.\n");
            }
        }

        @Test
        void saysThatOnlyTheCodeUnderTestSentIts() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                client.sendFin();
                assertThatConnection(peer.connection(1)).receivedNothingFor(FAR);
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .endedByFin()))
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
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.close();
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(FAR)
                                .endedByRst()))
                        .isEqualTo("""
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
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .endedByRst()))
                        .contains("to have been ended by RST,\nbut neither side sent RST within 40 ms.\n");
            }
        }
    }
}
