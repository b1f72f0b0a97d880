package dev.peerless.peer;

import static dev.peerless.failure.NetworkFailure.TLS_REJECTED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsCertificate;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import dev.peerless.transcript.WireEvent.TlsFailed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that refuse the handshake are what a test is about, and no failure of the peer. */
class TlsRejectionTest {

    private static Peer peer(TlsCertificate certificate, TlsProtocol... protocols) {
        return Peer.plan()
                .tls(Tls.wellBehaved().with(certificate).speaking(protocols))
                .speak(Conversation.http(HttpAnswer.ok("hello")))
                .listen();
    }

    private static void assertRefused(Peer peer, String reason) throws InterruptedException {
        assertThat(Wire.await(peer, TlsFailed.class).reason()).contains(reason);
        assertThat(Wire.awaitFin(peer, SENT).origin()).hasToString("TLS");
        assertThat(peer.failures()).isEmpty();
        assertThat(peer.transcript().events()).noneMatch(TlsEstablished.class::isInstance);
    }

    @Nested
    class ASocket {

        @ParameterizedTest
        @CsvSource({
            "EXPIRED, TLS_1_2", "EXPIRED, TLS_1_3",
            "OTHER_NAME, TLS_1_2", "OTHER_NAME, TLS_1_3",
            "SELF_SIGNED, TLS_1_2", "SELF_SIGNED, TLS_1_3",
        })
        void thatComparesNamesRejectsTheCertificate(TlsCertificate certificate, TlsProtocol protocol) throws Exception {
            try (var peer = peer(certificate, protocol);
                    var client = TlsClient.to(peer).comparingNames()) {
                var failure = catchThrowable(client::shakeHands);

                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(TLS_REJECTED);
                assertRefused(peer, "Received fatal alert: certificate_");
            }
        }

        @Test
        void thatDoesNotTakesOneForAnotherName() throws Exception {
            try (var peer = peer(TlsCertificate.OTHER_NAME, TlsProtocol.values());
                    var client = TlsClient.to(peer)) {
                client.shakeHands();

                assertThat(Wire.await(peer, TlsEstablished.class)).isNotNull();
            }
        }

        @Test
        void thatTrustsOthersRejectsAValidOne() throws Exception {
            var trustingOthers = SSLContext.getDefault();
            try (var peer = peer(TlsCertificate.VALID, TlsProtocol.values());
                    var client = TlsClient.to(peer.address(), trustingOthers)) {
                var failure = catchThrowable(client::shakeHands);

                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(TLS_REJECTED);
                assertRefused(peer, "Received fatal alert: certificate_");
            }
        }

        @Test
        void thatSpeaksNoCommonVersionIsRejected() throws Exception {
            try (var peer = peer(TlsCertificate.VALID, TlsProtocol.TLS_1_3);
                    var client = TlsClient.to(peer, "TLSv1.2")) {
                var failure = catchThrowable(client::shakeHands);

                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(TLS_REJECTED);
                assertThat(Wire.await(peer, TlsFailed.class).reason()).contains("TLSv1.2");
                assertThat(Wire.awaitFin(peer, SENT).origin()).hasToString("TLS");
                assertThat(peer.failures()).isEmpty();
            }
        }
    }

    /** That of JDK 17 sends no alert, but a FIN. */
    @Nested
    class AnHttpClient {

        @ParameterizedTest
        @EnumSource(value = TlsCertificate.class, mode = EnumSource.Mode.EXCLUDE, names = "VALID")
        void rejectsTheCertificate(TlsCertificate certificate) throws Exception {
            try (var peer = peer(certificate, TlsProtocol.values())) {
                var failure = catchThrowable(() -> get(peer));

                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(TLS_REJECTED);
                assertRefused(peer, "");
            }
        }

        private static String get(Peer peer) throws IOException, InterruptedException {
            var client = HttpClient.newBuilder()
                    .sslContext(peer.tls().clientContext())
                    .build();
            var request = HttpRequest.newBuilder(peer.uri("/")).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Nested
    class AClientWithoutTls {

        @Test
        void isToldByAnAlertAndAFin() throws Exception {
            try (var peer = peer(TlsCertificate.VALID, TlsProtocol.values());
                    var client = RawClient.to(peer)) {
                client.write("GET / HTTP/1.1\r\nHost: orders\r\n\r\n");

                assertThat(client.readText(1_000)).startsWith("\25\3");
                assertThat(Wire.await(peer, TlsFailed.class).reason())
                        .endsWith("Unrecognized SSL message, plaintext connection?");
                assertThat(peer.failures()).isEmpty();
                assertThat(peer.settledTranscript().toString()).contains("TLS        failed: ", "FIN        TLS");
            }
        }

        @Test
        void mayComeAndGo() throws Exception {
            try (var peer = peer(TlsCertificate.VALID, TlsProtocol.values());
                    var client = RawClient.to(peer)) {
                client.finish();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(Wire.await(peer, TlsFailed.class).reason()).isEqualTo("FIN in the handshake");
                assertThat(peer.failures()).isEmpty();
            }
        }
    }
}
