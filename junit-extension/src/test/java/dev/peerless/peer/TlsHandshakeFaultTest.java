package dev.peerless.peer;

import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import dev.peerless.transcript.WireEvent.Vanished;
import dev.peerless.wire.Bytes;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer that fails once the ClientHello has begun to arrive. */
class TlsHandshakeFaultTest {

    private static Peer peer(Fault fault) {
        return Peer.plan().tls().speak(Conversation.echo()).fault(fault).listen();
    }

    private static void assertFailure(Throwable failure, NetworkFailure expected) {
        assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(expected);
    }

    @Nested
    class ASocketOfTheJdk {

        @ParameterizedTest
        @CsvSource({"FIN, TLS_ABORTED", "RESET, CONNECTION_RESET", "GARBAGE, NOT_TLS", "SILENCE, READ_TIMED_OUT"})
        void sees(TlsFailure by, NetworkFailure expected) throws Exception {
            try (var peer = peer(Fault.failTls(by));
                    var client = TlsClient.to(peer)) {
                if (by == TlsFailure.SILENCE) {
                    client.beImpatient();
                }
                assertFailure(catchThrowable(client::shakeHands), expected);
                assertThat(peer.unfiredFaults()).isEmpty();
                assertThat(peer.failures()).isEmpty();
            }
        }
    }

    /** Takes the handshake for a part of connecting. */
    @Nested
    class AnHttpClient {

        @ParameterizedTest
        @CsvSource({"FIN, TLS_ABORTED", "RESET, CONNECTION_RESET", "GARBAGE, NOT_TLS", "SILENCE, CONNECT_TIMED_OUT"})
        void sees(TlsFailure by, NetworkFailure expected) throws Exception {
            try (var peer = peer(Fault.failTls(by))) {
                var client = HttpClient.newBuilder()
                        .sslContext(peer.tls().clientContext())
                        .build();
                var patience = Duration.ofMillis(by == TlsFailure.SILENCE ? 300 : 60_000);
                var request =
                        HttpRequest.newBuilder(peer.uri("/")).timeout(patience).build();

                assertFailure(catchThrowable(() -> client.send(request, BodyHandlers.ofString())), expected);
            }
        }
    }

    @Nested
    class APlainSocket {

        private static final String BEGINNING = "\26";

        @Test
        void readsAFinAndIsResetAfterwards() throws Exception {
            try (var peer = peer(Fault.failTls(TlsFailure.FIN));
                    var client = RawClient.to(peer)) {
                client.write(BEGINNING);

                assertThat(client.read()).isEqualTo("-1");
                client.write("\3");
                Wire.awaitRst(peer, SENT);
            }
        }

        @Test
        void readsAReset() throws Exception {
            try (var peer = peer(Fault.failTls(TlsFailure.RESET));
                    var client = RawClient.to(peer)) {
                client.write(BEGINNING);

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            }
        }

        @Test
        void readsALineAndNothingMore() throws Exception {
            try (var peer = peer(Fault.failTls(TlsFailure.GARBAGE).labelled("@PeerFailsTls(by = GARBAGE)"));
                    var client = RawClient.to(peer)) {
                client.write(BEGINNING);

                assertThat(client.readText(23)).isEqualTo("this is no TLS record\r\n");
                client.write("more");
                Wire.awaitReceived(peer, 5);
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(peer.transcript().toString())
                        .contains(
                                "data 23 B  \"this is no TLS record\\r\\n\"", "vanished   @PeerFailsTls(by = GARBAGE)");
            }
        }

        @Test
        void readsNothing() throws Exception {
            try (var peer = peer(Fault.failTls(TlsFailure.SILENCE));
                    var client = RawClient.to(peer)) {
                client.write(BEGINNING);
                Wire.await(peer, Vanished.class);
                client.finish();
                Wire.awaitFin(peer, RECEIVED);

                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            }
        }

        @ParameterizedTest
        @EnumSource(TlsFailure.class)
        void isNotFailedBeforeItSpeaks(TlsFailure by) throws Exception {
            try (var peer = peer(Fault.failTls(by));
                    var client = RawClient.to(peer)) {
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(peer.unfiredFaults())
                        .singleElement()
                        .hasToString(by.effect() + " in the TLS handshake never struck: #1 began no handshake");
            }
        }
    }

    @Nested
    class OtherConnections {

        @Test
        void areNotConcerned() throws Exception {
            try (var peer = peer(Fault.failTls(TlsFailure.FIN).on("1"))) {
                try (var first = TlsClient.to(peer)) {
                    assertFailure(catchThrowable(first::shakeHands), TLS_ABORTED);
                }
                try (var second = TlsClient.to(peer)) {
                    second.write("x");
                    assertThat(second.read()).isEqualTo('x');
                }
            }
        }

        @Test
        void mayFailLaterByPlaintext() throws Exception {
            try (var peer = Peer.plan()
                    .tls(Tls.wellBehaved().counting(TlsLayer.PLAINTEXT))
                    .speak(Conversation.echo())
                    .fault(Fault.failTls(TlsFailure.RESET).on("1"))
                    .fault(Fault.reset(Trigger.afterReceiving(1)).on("2"))
                    .listen()) {
                try (var first = TlsClient.to(peer)) {
                    assertFailure(catchThrowable(first::shakeHands), CONNECTION_RESET);
                }
                try (var second = TlsClient.to(peer)) {
                    second.shakeHands();
                    second.write("x");
                    assertFailure(catchThrowable(second::read), CONNECTION_RESET);
                }
                assertThat(peer.transcript().ofConnection(1).events()).noneMatch(TlsEstablished.class::isInstance);
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }
    }

    @Nested
    class Garbage {

        @Test
        void goesInFrontOfWhatWasToBeSentEvenAfterAStall() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.stall(Trigger.afterReceiving(1)))
                            .fault(Fault.garbage(Trigger.onDemand(), Bytes.utf8("garbage")))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("abc");
                Wire.await(peer, Stalled.class);
                peer.connection(1).send("never sent");

                peer.connection(1).fire();
                peer.connection(1).resume();

                assertThat(client.readText(7)).isEqualTo("garbage");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            }
        }
    }
}
