package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import org.junit.jupiter.api.Test;

class SentInOrderTest {

    @Test
    void passesAcrossConnectionsAndReads() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            first.send("order-1, ord").read();
            second.send("order-2").read();
            first.send("er-3, order-1");
            assertThatConnections(peer).sentInOrder("order-1", "order-2", "order-3");
        }
    }

    @Test
    void passesWithinOneRead() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("order-1, order-2, order-3");
            assertThatConnections(peer).sentInOrder("order-1", "order-2", "order-3");
        }
    }

    @Test
    void failsAsSoonAsTheOrderIsAnother() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            first.send("order-2").read();
            second.send("order-1").read();
            assertThat(failureOf(() -> assertThatConnections(peer).within(FAR).sentInOrder("order-1", "order-2")))
                    .isEqualTo("""
                            Expecting peer on port _ (echoes)
                            to have been sent, in this order, 7 B "order-1", 7 B "order-2",
                            but 7 B "order-2" was sent before 7 B "order-1".
                               #1 _  <  connect from 127.0.0.1:_
                               #2 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 7 B  "order-2"
                               #1 _  >  data 7 B  "order-2"
                               #2 _  <  data 7 B  "order-1"
                               #2 _  >  data 7 B  "order-1\"""");
        }
    }

    @Test
    void failsWithinOneRead() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("order-1, order-3, order-2");
            assertThat(failureOf(
                            () -> assertThatConnections(peer).within(FAR).sentInOrder("order-1", "order-2", "order-3")))
                    .contains("but 7 B \"order-3\" was sent before 7 B \"order-2\".");
        }
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("order-1");
            assertThat(failureOf(() -> assertThatConnections(peer).within(SHORT).sentInOrder("order-1", "order-2")))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been sent, in this order, 7 B "order-1", 7 B "order-2",
                            but 7 B "order-2" was not sent within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 7 B  "order-1\"""");
        }
    }

    @Test
    void failsWhenThePeerIsClosed() {
        var peer = Peer.plan().listen();
        peer.close();
        assertThat(failureOf(() -> assertThatConnections(peer).within(FAR).sentInOrder("a", "b")))
                .contains("but 1 B \"a\" was not sent before the peer was closed.");
    }

    @Test
    void doesNotPassIfItCannotKnow() throws Exception {
        try (var peer = Peer.plan().recordPayloadUpTo(7).listen();
                var client = Client.connectTo(peer)) {
            client.send("order-1, order-2");
            assertThat(failureOf(() -> assertThatConnections(peer).within(FAR).sentInOrder("order-1", "order-2")))
                    .contains(
                            "but that cannot be known: not all that was received was recorded, from the line marked on; have the peer keep more with recordPayloadUpTo(bytes) or @Peerless(recordPayloadUpTo = bytes).");
        }
    }

    @Test
    void takesTwoDifferentPieces() {
        try (var peer = Peer.plan().listen()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).sentInOrder("a"))
                    .withMessage("an order is that of 2 different pieces or more, but they were [\"a\"]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).sentInOrder("a", "b", "a"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).sentInOrder("a", ""));
        }
    }
}
