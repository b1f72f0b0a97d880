package dev.peerless.samples.docs;

import static dev.peerless.fault.Trigger.onConnect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerCorrupts;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerTruncates;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class CorruptionGuideTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void noticesGarbageInTheMiddleOfAnAnswer(
            @PeerAnswersHttp(body = "hello") @PeerCorrupts(garbageBytes = 64, afterSending = 5) Peer peer) {
        var request = HttpRequest.newBuilder(peer.uri("/orders")).timeout(ofSeconds(5));
        var failure = catchThrowable(() -> client.send(request.build(), BodyHandlers.ofString()));

        assertThat(failure).isInstanceOf(IOException.class);
    }

    @Test
    void readsRandomDataAndThenTheEnd(
            @PeerAnswersHttp(body = "hello") @PeerCorrupts(garbageBytes = 64) @PeerTruncates(afterSending = 64)
                    Peer peer)
            throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: orders\r\n\r\n".getBytes(UTF_8));

            assertThat(socket.getInputStream().readAllBytes()).hasSize(64);
        }
    }

    @Test
    void isCorruptForAWhile(@PeerEchoes Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            var corruption = peer.arm(Fault.corrupt(onConnect(), Corruption.flips(1)));
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isNotEqualTo('x');

            corruption.close();
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }
}
