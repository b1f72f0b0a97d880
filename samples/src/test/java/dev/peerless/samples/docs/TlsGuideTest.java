package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.TlsFailure;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerFailsTls;
import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PeerSpeaksTls;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import dev.peerless.plan.TlsCertificate;
import dev.peerless.plan.TlsLayer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsGuideTest {

    @Test
    void speaksHttps(@PeerSpeaksTls @PeerAnswersHttp(body = "hello") Peer peer) throws Exception {
        var client =
                HttpClient.newBuilder().sslContext(peer.tls().clientContext()).build();
        var request = HttpRequest.newBuilder(peer.uri("/orders")).build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("hello");
    }

    @Test
    void refusesAnExpiredCertificate(@PeerSpeaksTls(certificate = TlsCertificate.EXPIRED) Peer peer)
            throws IOException {
        try (var socket = connect(peer)) {
            var failure = catchThrowable(socket::startHandshake);

            assertThatNetworkFailure(failure).hasFailure(NetworkFailure.TLS_REJECTED);
        }
    }

    @Test
    void triesAgain(@PeerSpeaksTls @PeerEchoes @PeerFailsTls(by = TlsFailure.FIN, connections = "1") Peer peer)
            throws IOException {
        try (var socket = connect(peer)) {
            var failure = catchThrowable(socket::startHandshake);

            assertThatNetworkFailure(failure).hasFailure(NetworkFailure.TLS_ABORTED);
        }
        try (var socket = connect(peer)) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void readsFiveBytes(
            @PeerSpeaksTls(faultsCount = TlsLayer.PLAINTEXT) @PeerGreets("hello world") @PeerResets(afterSending = 5)
                    Peer peer)
            throws IOException {
        try (var socket = connect(peer)) {
            assertThat(socket.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
            var failure = catchThrowable(() -> socket.getInputStream().read());

            assertThatNetworkFailure(failure).isConnectionReset();
        }
    }

    @Test
    void doesNotNoticeTruncation(@PeerSpeaksTls(closeNotify = false) Peer peer) throws IOException {
        peer.speak(Conversation.replay(Step.send("half an answer"), Step.finish()));

        try (var socket = connect(peer)) {
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo("half an answer".getBytes(UTF_8));
        }
    }

    @Test
    void resetsInFrontOfAServer(
            @PeerSpeaksTls @PeerAnswersHttp(body = "hello") Peer server, @PeerResets(afterSending = 700) Peer relay)
            throws IOException {
        relay.relayTo(server.address());
        var factory = server.tls().clientContext().getSocketFactory();
        try (var socket = (SSLSocket) factory.createSocket(relay.host(), relay.port())) {
            var failure = catchThrowable(socket::startHandshake);

            assertThatNetworkFailure(failure).isConnectionReset();
        }
    }

    @Test
    void placesAnOrderOnce(@PeerSpeaksTls @PeerAnswersHttp(body = "placed") Peer peer) throws Exception {
        var client =
                HttpClient.newBuilder().sslContext(peer.tls().clientContext()).build();
        var order = HttpRequest.newBuilder(peer.uri("/orders"))
                .POST(BodyPublishers.ofString("order-1"))
                .build();

        client.send(order, BodyHandlers.ofString());

        assertThatConnections(peer).sentRequestAtMostOnce("POST", "/orders").sentAtMostOnce("order-1");
    }

    private static SSLSocket connect(Peer peer) throws IOException {
        var factory = peer.tls().clientContext().getSocketFactory();
        return (SSLSocket) factory.createSocket(peer.host(), peer.port());
    }
}
