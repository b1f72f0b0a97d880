package dev.peerless.samples.http;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.assertions.PeerlessAssertions.connectionReset;
import static dev.peerless.samples.http.HttpCall.HTTP_CLIENT;
import static dev.peerless.samples.http.HttpCall.HTTP_URL_CONNECTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.condition.JRE.JAVA_17;

import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection ends in the middle of an answer: 80 bytes of status and headers have gone out, and 5 of the 12 bytes of
 * the body. {@code afterSending} counts exactly, and bytes already sent are not lost to the RST that follows.
 */
@PeerAnswersHttp(body = "Hello, order")
class CutAnswerTest {

    private static final int INSIDE_BODY = 80 + 5;

    @ParameterizedTest
    @EnumSource
    @PeerResets(afterSending = INSIDE_BODY)
    void oncePartOfTheAnswerHasComeTheRequestIsNotSentAgain(HttpCall client, Peer peer) {
        var thrown = catchThrowable(() -> client.get(peer.uri("/")));

        assertThatNetworkFailure(thrown).isConnectionReset();
        assertThatConnections(peer).hasCount(1).sentExactlyOnce("GET /");
    }

    @Test
    @PeerResets(afterSending = INSIDE_BODY)
    void whatCameBeforeTheResetCanBeRead(Peer peer) throws IOException {
        try (var body = peer.uri("/").toURL().openStream()) {
            assertThat(new String(body.readNBytes(5), UTF_8)).isEqualTo("Hello");

            assertThatThrownBy(body::read).is(connectionReset());
        }
    }

    @Test
    @PeerCloses(afterSending = INSIDE_BODY)
    void httpClientTellsACutAnswerFromAWholeOne(Peer peer) {
        var thrown = catchThrowable(() -> HTTP_CLIENT.get(peer.uri("/")));

        assertThatNetworkFailure(thrown).isTruncated();
    }

    /** It knows the announced length, and does not compare. */
    @Test
    @EnabledOnJre(JAVA_17)
    @PeerCloses(afterSending = INSIDE_BODY)
    void httpUrlConnectionOf17TakesACutAnswerForAWholeOne(Peer peer) throws Exception {
        assertThat(HTTP_URL_CONNECTION.get(peer.uri("/"))).isEqualTo("Hello");
    }

    @Test
    @EnabledForJreRange(minVersion = 25)
    @PeerCloses(afterSending = INSIDE_BODY)
    void httpUrlConnectionOf25TellsACutAnswerFromAWholeOne(Peer peer) {
        var thrown = catchThrowable(() -> HTTP_URL_CONNECTION.get(peer.uri("/")));

        assertThatNetworkFailure(thrown).isTruncated();
    }
}
