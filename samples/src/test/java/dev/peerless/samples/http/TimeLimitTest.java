package dev.peerless.samples.http;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.samples.http.HttpCall.HTTP_URL_CONNECTION;
import static dev.peerless.samples.http.HttpCall.IN_VAIN;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerStalls;
import dev.peerless.junit.PeerVanishes;
import dev.peerless.peer.Peer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that neither answers nor leaves. Nothing happens on the wire; what ends the wait is a time limit, if there is one. */
@PeerAnswersHttp(body = "Hello, order")
class TimeLimitTest {

    private static final int INSIDE_BODY = 80 + 5;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource
    @PeerStalls(whenReceived = "GET /")
    void bothClientsGiveUpWhenNoAnswerComes(HttpCall client, Peer peer) {
        var thrown = catchThrowable(() -> client.getWithin(IN_VAIN, peer.uri("/")));

        assertThatNetworkFailure(thrown).isReadTimedOut();
        assertThatConnection(peer).wasStalled();
    }

    @Test
    @PeerStalls(afterSending = INSIDE_BODY)
    void theReadTimeoutOfHttpUrlConnectionHoldsForEveryRead(Peer peer) {
        var thrown = catchThrowable(() -> HTTP_URL_CONNECTION.getWithin(IN_VAIN, peer.uri("/")));

        assertThatNetworkFailure(thrown).isReadTimedOut();
    }

    /** It covers the time until the headers are there. From JDK 26 on it covers the body, too. */
    @Test
    @EnabledForJreRange(maxVersion = 25)
    @PeerVanishes(afterSending = INSIDE_BODY)
    void theTimeoutOfAnHttpRequestDoesNotCoverTheBody(Peer peer) {
        var request =
                HttpRequest.newBuilder(peer.uri("/")).timeout(ofSeconds(4)).build();

        var answer = client.sendAsync(request, BodyHandlers.ofString());

        assertThatThrownBy(() -> answer.get(5, SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(answer).isNotDone();
    }

    @Test
    @PeerVanishes(afterSending = INSIDE_BODY)
    void cancellingTheCallReleasesTheConnection(Peer peer) {
        var request = HttpRequest.newBuilder(peer.uri("/")).build();
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        assertThatConnection(peer).vanished();

        answer.cancel(true);

        assertThatConnection(peer).wasReleasedWithin(ofSeconds(5));
    }
}
