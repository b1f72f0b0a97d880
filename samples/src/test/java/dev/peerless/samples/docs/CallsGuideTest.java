package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerTruncates;
import dev.peerless.junit.PeerVanishes;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallsGuideTest {

    @Test
    void givesUpOnASilentPeer(@PeerVanishes Peer peer) {
        assertThatCall(() -> get(peer.uri("/"), ofSeconds(2)))
                .givesUpWithin(ofSeconds(5))
                .failsWith(READ_TIMED_OUT);
    }

    @Test
    void doesNotTakeHalfAnAnswerForTheWhole(
            @PeerAnswersHttp(body = "Hello, order") @PeerTruncates(afterSending = 85) Peer peer) {
        assertThatCall(() -> get(peer.uri("/"), ofSeconds(5))).reportsTruncation();
    }

    @Test
    void getsTheWholeAnswer(@PeerAnswersHttp(body = "Hello, order") Peer peer) {
        assertThatCall(() -> get(peer.uri("/"), ofSeconds(30)))
                .succeedsWithin(ofSeconds(30), as(STRING))
                .startsWith("Hello");
    }

    private static String get(URI uri, Duration limit) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(limit).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
