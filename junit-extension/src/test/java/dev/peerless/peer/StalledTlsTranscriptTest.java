package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsFailed;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a stall holds back of what had been read: it comes in its order, and is not forgotten. */
@SuppressWarnings("try") // when a peer closes is what this is about
class StalledTlsTranscriptTest {

    private static List<String> said(List<WireEvent> events) {
        return events.stream()
                .filter(event -> event instanceof Data data && data.direction() == RECEIVED)
                .map(event -> ((Data) event).payload().utf8())
                .toList();
    }

    /** What had been said when the first event of a kind came. */
    private static List<String> saidBefore(Class<? extends WireEvent> kind, Peer peer) {
        var events = peer.settledTranscript().events();
        var before = events.stream().takeWhile(event -> !kind.isInstance(event)).toList();
        assertThat(before).hasSizeLessThan(events.size());
        return said(before);
    }

    @Nested
    class AmidARecord {

        private static Peer peer() {
            return Peer.plan().tls().speak(Conversation.echo()).listen();
        }

        /** Is served once, and stalled in the next record. Its wire is to be closed first: TLS waits for a goodbye. */
        private static TlsClient stalled(Peer peer) throws Exception {
            var client = TlsClient.to(peer);
            client.write("x");
            assertThat(client.readText(1)).isEqualTo("x");
            peer.arm(Fault.stall(afterReceiving(5)));
            client.write("hello");
            Wire.await(peer, Stalled.class);
            return client;
        }

        private static void assertAllWasRead(Peer peer) {
            assertThat(peer.settledTranscript().events())
                    .noneMatch(TlsUnreadable.class::isInstance)
                    .noneMatch(TlsFailed.class::isInstance);
        }

        @Test
        void whatIsHeldBackIsToldWhenThePeerVanishes() throws Exception {
            try (var peer = peer();
                    var client = stalled(peer)) {
                peer.connection(1).vanish();

                Wire.await(peer, Data.class, data -> data.payload().utf8().equals("hello"));
                client.write("again");
                Wire.await(peer, Data.class, data -> data.payload().utf8().equals("again"));
                assertThat(said(peer.settledTranscript().events())).containsExactly("x", "hello", "again");
                assertAllWasRead(peer);
                client.wire().close();
            }
        }

        @Test
        void whatIsHeldBackIsToldBeforeAFin() throws Exception {
            try (var peer = peer();
                    var client = stalled(peer)) {
                peer.connection(1).close();

                Wire.awaitFin(peer, SENT);
                assertThat(saidBefore(Fin.class, peer)).containsExactly("x", "hello");
                assertAllWasRead(peer);
                client.wire().close();
            }
        }

        @Test
        void whatIsHeldBackIsToldBeforeARst() throws Exception {
            try (var peer = peer();
                    var client = stalled(peer)) {
                peer.connection(1).reset();

                Wire.awaitRst(peer, SENT);
                assertThat(saidBefore(Rst.class, peer)).containsExactly("x", "hello");
                assertAllWasRead(peer);
                client.wire().close();
            }
        }

        @Test
        @SuppressWarnings("try") // closes the peer early, which is what it is about
        void whatIsHeldBackIsUnreadableWhenThePeerItselfIsClosed() throws Exception {
            try (var peer = peer();
                    var client = stalled(peer)) {
                peer.close();

                var events = peer.transcript().events();
                assertThat(events).filteredOn(TlsUnreadable.class::isInstance).hasSize(1);
                assertThat(events.get(events.size() - 1)).isInstanceOf(Rst.class);
                client.wire().close();
            }
        }
    }

    @Nested
    class WithoutTls {

        /** It came before the FIN, so no RST answers it. */
        @Test
        void whatWasHeldBackIsNotAnsweredAfterAFin() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.silence())
                            .fault(Fault.stall(afterReceiving(4)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("12345678");
                Wire.await(peer, Stalled.class);
                peer.connection(1).close();
                Wire.awaitFin(peer, SENT);
                peer.connection(1).stall();
                peer.connection(1).resume();
                Wire.await(peer, Resumed.class);
                client.write("9");

                Wire.awaitRst(peer, SENT);
                assertThat(saidBefore(Rst.class, peer)).containsExactly("12345678", "9");
            }
        }
    }
}
