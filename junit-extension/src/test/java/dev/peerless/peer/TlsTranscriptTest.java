package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.TlsBytes;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import dev.peerless.transcript.WireEvent.TlsUnreadable.Reason;
import dev.peerless.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a transcript tells of TLS: what was said, how much went over the wire, and what could not be read. */
class TlsTranscriptTest {

    private static Peer peer(TlsLayer layer, Fault... faults) {
        var setup = Peer.plan().tls(Tls.wellBehaved().counting(layer)).speak(Conversation.echo());
        List.of(faults).forEach(setup::fault);
        return setup.listen();
    }

    private static String said(Transcript transcript) {
        return Wire.payload(transcript, RECEIVED).utf8();
    }

    private static String said(List<WireEvent> events) {
        var text = new StringBuilder();
        for (var event : events) {
            if (event instanceof Data data && data.direction() == RECEIVED) {
                text.append(data.payload().utf8());
            }
        }
        return text.toString();
    }

    private static int indexOf(Transcript transcript, Class<? extends WireEvent> kind) {
        var events = transcript.events();
        for (int i = 0; i < events.size(); i++) {
            if (kind.isInstance(events.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<Reason> unreadable(Transcript transcript) {
        return transcript.events().stream()
                .filter(TlsUnreadable.class::isInstance)
                .map(event -> ((TlsUnreadable) event).reason())
                .toList();
    }

    @Nested
    class WhatWasSaid {

        @Test
        void standsBesideHowMuchWentOverTheWire() throws Exception {
            try (var peer = peer(TlsLayer.CIPHERTEXT);
                    var client = TlsClient.to(peer)) {
                client.write("hello");
                assertThat(client.readText(5)).isEqualTo("hello");

                var seen = peer.settledTranscript();
                assertThat(said(seen)).isEqualTo("hello");
                assertThat(Wire.payload(seen, SENT).utf8()).isEqualTo("hello");
                assertThat(Wire.count(seen, SENT)).isGreaterThan(500);
                assertThat(seen.toString())
                        .containsPattern("  <  TLS \\d+ B\n")
                        .containsPattern("  >  TLS \\d+ B\n")
                        .contains("  <  data 5 B  \"hello\"", "  >  data 5 B  \"hello\"")
                        .doesNotContain("unreadable");
            }
        }

        @Test
        void isKeptUpToTheLimit() throws Exception {
            try (var peer = Peer.plan()
                            .tls()
                            .recordPayloadUpTo(3)
                            .speak(Conversation.echo())
                            .listen();
                    var client = TlsClient.to(peer)) {
                client.write("hello");
                assertThat(client.readText(5)).isEqualTo("hello");

                var seen = peer.settledTranscript();
                assertThat(said(seen)).isEqualTo("hel");
                assertThat(seen.toString()).contains("  <  data 5 B  \"hel\"...");
            }
        }

        @Test
        void isTextWhereNoTlsCame() throws Exception {
            try (var peer = peer(TlsLayer.CIPHERTEXT);
                    var client = RawClient.to(peer)) {
                client.write("hello\n");
                Wire.await(peer, WireEvent.TlsFailed.class);

                assertThat(said(peer.transcript())).isEqualTo("hello\n");
                assertThat(unreadable(peer.transcript())).isEmpty();
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"RESET", "FIN"})
        void comesBeforeTheFaultThatItHasStrike(TlsFailure by) throws Exception {
            var fault = Fault.of(Trigger.whenReceived(Bytes.utf8("POST")), by.effect());
            try (var peer = peer(TlsLayer.PLAINTEXT, fault);
                    var client = EngineClient.to(peer)) {
                client.shakeHands().writeTogether("POST /orders", "its body");
                var end = by == TlsFailure.RESET ? Rst.class : Fin.class;
                Wire.await(peer, end);

                var seen = peer.settledTranscript();
                assertThat(said(seen)).isEqualTo("POST /ordersits body");
                assertThat(unreadable(seen)).isEmpty();
                assertThat(seen.events().subList(0, indexOf(seen, end)))
                        .filteredOn(event -> event instanceof Data data && data.direction() == RECEIVED)
                        .hasSize(2);
            }
        }
    }

    @Nested
    class AfterAFault {

        @Test
        void whatStillComesIsRead() throws Exception {
            try (var peer = peer(TlsLayer.CIPHERTEXT);
                    var client = TlsClient.to(peer)) {
                client.write("hello ");
                assertThat(client.readText(6)).isEqualTo("hello ");
                peer.connection(1).vanish();
                client.write("again");

                Wire.await(peer, Data.class, data -> data.payload().equals(Bytes.utf8("again")));
                assertThat(said(peer.transcript())).isEqualTo("hello again");
                // TLS waits for an answer to its goodbye.
                client.wire().close();
            }
        }

        @Test
        void amidARecordNothingMoreCanBeRead() throws Exception {
            try (var peer = peer(TlsLayer.CIPHERTEXT);
                    var client = TlsClient.to(peer)) {
                client.write("x");
                assertThat(client.readText(1)).isEqualTo("x");
                peer.arm(Fault.of(Trigger.afterReceiving(7), new Effect.BlackHole()));
                client.write("hello");
                client.write("again");

                assertThat(Wire.await(peer, TlsUnreadable.class).reason()).isEqualTo(Reason.NOT_DECRYPTED);
                assertThat(said(peer.settledTranscript())).isEqualTo("x");
                assertThat(unreadable(peer.transcript())).hasSize(1);
                client.wire().close();
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"RESET", "FIN"})
        void inTheHandshakeThereIsNothingToRead(TlsFailure by) throws Exception {
            try (var peer = peer(TlsLayer.CIPHERTEXT, Fault.failTls(by));
                    var client = TlsClient.to(peer)) {
                assertThat(catchThrowable(client::shakeHands)).isNotNull();

                assertThat(unreadable(peer.settledTranscript())).isEmpty();
            }
        }
    }

    @Nested
    class WithoutTls {

        @Test
        void aClientHelloTellsThatNothingCanBeRead() throws Exception {
            try (var peer = Peer.plan().listen();
                    var other = Peer.plan().tls().listen();
                    var client = HelloClient.to(peer.address(), other.tls().clientContext())) {
                assertThat(client).isNotNull();
                assertThat(Wire.await(peer, TlsUnreadable.class).reason()).isEqualTo(Reason.PASSED_ON);
                var seen = peer.settledTranscript();
                assertThat(seen.events()).noneMatch(TlsBytes.class::isInstance);
                assertThat(seen.toString())
                        .contains("     TLS        unreadable: a ClientHello has come, and the peer does not speak TLS"
                                + " itself\n");
            }
        }

        @Test
        void tellsItBehindSomethingElseInTheSameRead() throws Exception {
            try (var peer = Peer.plan().listen();
                    var other = Peer.plan().tls().listen();
                    var client = HelloClient.to(peer.address(), other.tls().clientContext(), "STARTTLS\n")) {
                assertThat(client).isNotNull();
                Wire.await(peer, TlsUnreadable.class);

                var events = peer.settledTranscript().events();
                var before = events.stream()
                        .takeWhile(event -> !(event instanceof TlsUnreadable))
                        .toList();
                assertThat(said(before)).isEqualTo("STARTTLS\n");
                assertThat(said(events)).startsWith("STARTTLS\n\26");
            }
        }
    }
}
