package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.wire.Bytes;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class ReceivedTest {

    @Nested
    class Exactly {

        @Test
        void passesHoweverReadsCutIt() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var client = Client.connectTo(peer)) {
                client.send("PLACE ").read();
                client.send("order-1");
                assertThatConnection(peer).received("PLACE order-1");
            }
        }

        @Test
        void waitsForTheRest() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("PLACE ");
                var waiting = CompletableFuture.runAsync(
                        () -> assertThatConnection(peer).within(FAR).received(Bytes.utf8("PLACE order-1")));
                client.send("order-1");
                waiting.join();
            }
        }

        @Test
        void passesIfTheConnectionEndedAfterIt() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.afterReceiving(4)))
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING");
                assertThatConnection(peer).wasReset().received("PING");
            }
        }

        @Test
        void failsAsSoonAsItDiffers() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("PLACE order-2 100%");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).received("PLACE order-1 and more")))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received exactly 22 B "PLACE order-1 and more",
                                but it received 18 B "PLACE order-2 100%", which is different from byte 13 on.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 18 B  "PLACE order-2 100%\"""");
            }
        }

        @Test
        void failsIfMoreHasArrived() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("order-1\n");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).received("order")))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received exactly 5 B "order",
                                but it received 3 B more: 8 B "order-1\\n".
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 8 B  "order-1\\n\"""");
            }
        }

        @Test
        void failsAsSoonAsTheRestCanNoLongerCome() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var client = Client.connectTo(peer)) {
                client.send("PLACE ").read();
                client.sendFin();
                assertThatConnection(peer).endedByFin();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).received("PLACE order-1")))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (echoes)
                                to have received exactly 13 B "PLACE order-1",
                                but it received only 6 B "PLACE " before the code under test sent FIN.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 6 B  "PLACE "
                                   #1 _  >  data 6 B  "PLACE "
                                >  #1 _  <  FIN
                                   #1 _  >  FIN        conversation""");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).received("A")))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received exactly 1 B "A",
                                but it received nothing within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }

        @Test
        void doesNotPassIfItCannotKnow() throws Exception {
            try (var peer = Peer.plan().recordPayloadUpTo(4).listen();
                    var client = Client.connectTo(peer)) {
                client.send("order-1");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).received("order-1")))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received exactly 7 B "order-1",
                                but that cannot be known: of 7 B received only the first 4 B were recorded; have the peer keep more with recordPayloadUpTo(bytes) or @Peerless(recordPayloadUpTo = bytes).
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 7 B  "orde"...""");
            }
        }

        @Test
        void rejectsNoBytes() {
            try (var peer = Peer.plan().listen()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> assertThatConnection(peer).received(""))
                        .withMessage("no bytes are found anywhere and prove nothing; say receivedNothing() instead");
            }
        }
    }

    @Nested
    class AmongOthers {

        @Test
        void passesHoweverReadsCutIt() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var client = Client.connectTo(peer)) {
                client.send("PLACE ord").read();
                client.send("er-1 x2");
                assertThatConnection(peer).receivedContaining("order-1");
            }
        }

        @Test
        void failsAsSoonAsItCanNoLongerCome() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.afterReceiving(5)))
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.send("order");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).receivedContaining("order-1")))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (resets after receiving 5 bytes, all connections)
                                to have received, among others, 7 B "order-1",
                                but that is not among the 5 B received before the peer sent RST.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 5 B  "order"
                                >  #1 _  >  RST        resets after receiving 5 bytes""");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).receivedContaining("A")))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have received, among others, 1 B "A",
                                but it received nothing within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }

        @Test
        void doesNotPassIfItCannotKnow() throws Exception {
            try (var peer = Peer.plan().recordPayloadUpTo(4).listen();
                    var client = Client.connectTo(peer)) {
                client.send("order-1");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).receivedContaining("r-1")))
                        .contains("but that cannot be known: of 7 B received only the first 4 B were recorded;");
            }
        }
    }
}
