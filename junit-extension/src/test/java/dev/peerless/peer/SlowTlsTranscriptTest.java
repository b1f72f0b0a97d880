package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsBytes;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import dev.peerless.transcript.WireEvent.Vanished;
import dev.peerless.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a transcript tells of TLS where a peer is slow: what was said has been sent when the last byte of its record has. */
class SlowTlsTranscriptTest {

    private static final Shaping FOREVER = Shaping.none().withLatency(ofSeconds(3600));

    /** The most plaintext that goes into one record. */
    private static final int RECORD = 16_384;

    /** What TLS adds to that may be at the cost of so many of them. */
    private static final int MOST_OF_A_RECORD = 16_000;

    private static Peer peer(Conversation conversation, Fault... faults) {
        var tls = Tls.wellBehaved().speaking(TlsProtocol.TLS_1_3);
        return peer(tls, conversation, faults);
    }

    private static Peer peer(Tls tls, Conversation conversation, Fault... faults) {
        var setup = Peer.plan().tls(tls).speak(conversation);
        List.of(faults).forEach(setup::fault);
        return setup.listen();
    }

    /** Shakes hands, and is served once. Its wire is to be closed first: TLS waits for an answer to its goodbye. */
    private static TlsClient served(Peer peer) throws Exception {
        var client = TlsClient.to(peer);
        client.write("x");
        assertThat(client.readText(1)).isEqualTo("x");
        return client;
    }

    /** What was said, one after the other; of much only whether it is a record. */
    private static List<String> said(List<WireEvent> events, Direction direction) {
        return events.stream()
                .filter(event -> event instanceof Data data && data.direction() == direction)
                .map(event -> text((Data) event))
                .toList();
    }

    private static String text(Data data) {
        boolean isRecord = data.size() >= MOST_OF_A_RECORD && data.size() <= RECORD;
        return isRecord ? "a record" : data.payload().utf8();
    }

    /** How many bytes TLS adds to what is said in a record: the last one said a byte. */
    private static long overhead(Peer peer) {
        var records = peer.settledTranscript().events().stream()
                .filter(event -> event instanceof TlsBytes bytes && bytes.direction() == SENT)
                .toList();
        return ((TlsBytes) records.get(records.size() - 1)).size() - 1;
    }

    private static List<String> said(Peer peer, Direction direction) {
        return said(peer.settledTranscript().events(), direction);
    }

    /** What had been said when the first event of a kind came. */
    private static List<String> saidBefore(Class<? extends WireEvent> kind, Peer peer, Direction direction) {
        var events = peer.settledTranscript().events();
        var before = events.stream().takeWhile(event -> !kind.isInstance(event)).toList();
        assertThat(before).hasSizeLessThan(events.size());
        return said(before, direction);
    }

    private static void assertAllWasRead(Peer peer) {
        assertThat(peer.settledTranscript().events()).noneMatch(TlsUnreadable.class::isInstance);
    }

    @Nested
    class WhatIsSent {

        private static final Conversation MUCH_ON_DEMAND = Conversation.lines(line -> line + "y".repeat(3 * RECORD));

        /** Has got one record. That and a part of the next go at once, what is left not before the test is over. */
        private static TlsClient withOneRecord(Peer peer) throws Exception {
            var client = TlsClient.to(peer);
            client.shakeHands();
            Wire.await(peer, WireEvent.TlsEstablished.class);
            peer.arm(Fault.slow(onConnect(), Shaping.none().withSlices(RECORD + 100, ofSeconds(3600)), Way.SENDING));
            client.write("go\n");
            assertThat(client.readText(MOST_OF_A_RECORD)).hasSize(MOST_OF_A_RECORD);
            return client;
        }

        @Test
        void isToldRecordByRecord() throws Exception {
            var tls = Tls.wellBehaved().counting(TlsLayer.PLAINTEXT);
            try (var peer = peer(tls, MUCH_ON_DEMAND, Fault.reset(afterSending(2 * RECORD)));
                    var client = withOneRecord(peer)) {
                assertThat(said(peer, SENT)).containsExactly("a record");
                assertThat(peer.unfiredFaults())
                        .singleElement()
                        .asString()
                        .matches(
                                "resets after sending 32768 bytes never struck: #1 had been sent 16... of 32768 bytes");
                client.wire().close();
            }
        }

        @Test
        void isToldBeforeAResetTakesTheRest() throws Exception {
            try (var peer = peer(MUCH_ON_DEMAND);
                    var client = withOneRecord(peer)) {
                peer.connection(1).reset();

                Wire.await(peer, Rst.class);
                assertThat(saidBefore(Rst.class, peer, SENT)).containsExactly("a record");
                client.wire().close();
            }
        }

        @Test
        void isToldBeforeTheFinBehindIt() throws Exception {
            var slow = Fault.slow(onConnect(), Shaping.none().withLatency(ofMillis(50)), Way.SENDING);
            try (var peer = peer(Conversation.replay(Step.send("answer"), Step.finish()), slow);
                    var client = TlsClient.to(peer)) {
                assertThat(client.readText(7)).isEqualTo("answer");

                Wire.awaitFin(peer, SENT);
                assertThat(saidBefore(Fin.class, peer, SENT)).containsExactly("answer");
            }
        }

        @Test
        void isToldBeforeAFaultAtTheLastByteOfItsRecord() throws Exception {
            try (var peer = peer(Conversation.echo());
                    var client = served(peer)) {
                peer.arm(Fault.stall(afterSending(overhead(peer) + 5)));
                client.write("hello");
                assertThat(client.readText(5)).isEqualTo("hello");

                Wire.await(peer, Stalled.class);
                assertThat(saidBefore(Stalled.class, peer, SENT)).containsExactly("x", "hello");
                client.wire().close();
            }
        }

        @Test
        void isNotGarbageInItsPlace() throws Exception {
            try (var peer = peer(MUCH_ON_DEMAND);
                    var client = withOneRecord(peer)) {
                var garbage = new Effect.Garbage(Bytes.utf8("?".repeat(4 * RECORD)));
                peer.arm(Fault.of(onDemand(), garbage));
                peer.connection(1).fire();

                Wire.await(peer, Vanished.class);
                assertThat(said(peer, SENT)).containsExactly("a record");
                client.wire().close();
            }
        }
    }

    @Nested
    class WhatIsOnItsWayIn {

        /** What comes from now on is not heard before the test is over. */
        private static void keepsUnheard(Peer peer, TlsClient client, String text) throws Exception {
            peer.arm(Fault.slow(onConnect(), FOREVER, Way.RECEIVING));
            long before = Wire.count(peer.settledTranscript(), RECEIVED);
            client.write(text);
            Wire.awaitReceived(peer, before + 1);
        }

        @Test
        void isToldBeforeThePeerCloses() throws Exception {
            try (var peer = peer(Conversation.echo());
                    var client = served(peer)) {
                keepsUnheard(peer, client, "hello");

                peer.connection(1).close();

                assertThat(client.wire().getInputStream().read()).isEqualTo(-1);
                assertThat(saidBefore(Fin.class, peer, RECEIVED)).containsExactly("x", "hello");
                assertThat(said(peer, SENT)).containsExactly("x");
                assertAllWasRead(peer);
                client.wire().close();
            }
        }

        @Test
        void isToldBeforeThePeerResets() throws Exception {
            try (var peer = peer(Conversation.echo());
                    var client = served(peer)) {
                keepsUnheard(peer, client, "hello");

                peer.connection(1).reset();

                Wire.await(peer, Rst.class);
                assertThat(saidBefore(Rst.class, peer, RECEIVED)).containsExactly("x", "hello");
                assertThat(said(peer, SENT)).containsExactly("x");
                assertAllWasRead(peer);
                client.wire().close();
            }
        }

        @Test
        void isToldBeforeTheClientResets() throws Exception {
            try (var peer = peer(Conversation.echo());
                    var client = served(peer)) {
                keepsUnheard(peer, client, "hello");

                client.wire().setSoLinger(true, 0);
                client.wire().close();

                Wire.awaitRst(peer, RECEIVED);
                assertThat(saidBefore(Rst.class, peer, RECEIVED)).containsExactly("x", "hello");
                assertAllWasRead(peer);
            }
        }

        @Test
        void isToldToBeUnreadableWhereItsRecordIsNotWhole() throws Exception {
            try (var peer = peer(Conversation.echo());
                    var client = served(peer)) {
                peer.arm(Fault.slow(onConnect(), FOREVER, Way.RECEIVING));
                long before = Wire.count(peer.settledTranscript(), RECEIVED);
                client.wire().getOutputStream().write(new byte[] {0x17, 3, 3, 0, 100, 1, 2, 3});
                Wire.awaitReceived(peer, before + 8);

                client.wire().setSoLinger(true, 0);
                client.wire().close();

                Wire.awaitRst(peer, RECEIVED);
                assertThat(peer.settledTranscript().events())
                        .filteredOn(TlsUnreadable.class::isInstance)
                        .hasSize(1);
            }
        }
    }
}
