package dev.peerless.samples.http;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.connectionLoss;
import static dev.peerless.samples.http.HttpCall.HTTP_CLIENT;
import static dev.peerless.samples.http.HttpCall.HTTP_URL_CONNECTION;
import static dev.peerless.samples.http.Reports.reportOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server has read the whole request, and its RST arrives instead of an answer. Nobody can tell whether the order was
 * placed. Yet both clients of the JDK may send the request again, on a new connection, and tell nobody: the caller sees one
 * call that succeeded, and only the server sees two requests.
 */
class SilentRetryTest {

    private static final String END_OF_HEADERS = "\r\n\r\n";
    private static final String ORDER = "{\"number\": \"order-1\", \"item\": \"chair\"}";

    @ParameterizedTest
    @EnumSource
    void aGetIsSentAgain(
            HttpCall client,
            @PeerAnswersHttp(body = "shipped") @PeerResets(whenReceived = END_OF_HEADERS, connections = "1") Peer peer)
            throws Exception {
        assertThat(client.get(peer.uri("/orders/1"))).isEqualTo("shipped");

        assertThatConnections(peer).hasCount(2);
    }

    @ParameterizedTest
    @EnumSource
    void aGetIsSentTwiceBeforeTheCallerHearsOfTheLoss(
            HttpCall client, @PeerResets(whenReceived = END_OF_HEADERS) Peer peer) {
        assertThatThrownBy(() -> client.get(peer.uri("/orders/1"))).is(connectionLoss());

        assertThatConnections(peer).hasCount(2);
    }

    @Test
    void httpUrlConnectionPlacesTheOrderTwice(
            @PeerAnswersHttp(body = "placed") @PeerResets(whenReceived = ORDER, connections = "1") Peer peer)
            throws Exception {
        assertThat(HTTP_URL_CONNECTION.post(peer.uri("/orders"), ORDER)).isEqualTo("placed");

        assertThatConnections(peer).hasCount(2);
        assertThatConnection(peer.connection(1)).receivedContaining("order-1");
        assertThatConnection(peer.connection(2)).receivedContaining("order-1");
    }

    @Test
    void httpClientLeavesThePostToItsCaller(
            @PeerAnswersHttp(body = "placed") @PeerResets(whenReceived = ORDER) Peer peer) {
        assertThatThrownBy(() -> HTTP_CLIENT.post(peer.uri("/orders"), ORDER)).is(connectionLoss());

        assertThatConnections(peer).hasCount(1).sentAtMostOnce("order-1");
    }

    @Test
    void aBodyOfAnnouncedLengthKeepsHttpUrlConnectionFromSendingItAgain(
            @PeerAnswersHttp(body = "placed") @PeerResets(whenReceived = ORDER) Peer peer) throws IOException {
        var connection = (HttpURLConnection) peer.uri("/orders").toURL().openConnection();
        connection.setReadTimeout(30_000);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(ORDER.length());
        try (var out = connection.getOutputStream()) {
            out.write(ORDER.getBytes(UTF_8));
        }

        assertThatThrownBy(connection::getResponseCode).is(connectionLoss());

        assertThatConnections(peer).hasCount(1).sentAtMostOnce("order-1");
    }

    @Test
    void theReportNamesBothRequests(
            @PeerAnswersHttp(body = "confirmed") @PeerResets(whenReceived = END_OF_HEADERS, connections = "1")
                    Peer peer)
            throws IOException {
        var connection =
                (HttpURLConnection) peer.uri("/orders/1/confirm").toURL().openConnection();
        connection.setReadTimeout(30_000);
        connection.setRequestMethod("POST");
        assertThat(connection.getResponseCode()).isEqualTo(200);

        assertThat(reportOf(() -> assertThatConnections(peer).sentAtMostOnce("POST /orders/1/confirm")))
                .isEqualTo("""
                        Expecting peer on port _ (answers HTTP 200; resets when receiving "\\r\\n\\r\\n", connection 1)
                        to have been sent 22 B "POST /orders/1/confirm" at most once,
                        but it was sent 2 times: on #1 at +_ ms, on #2 at +_ ms.
                           #1 +_ ms  <  connect from 127.0.0.1:_
                        >  #1 +_ ms  <  data _ B  "POST /orders/1/confirm HTTP/1.1\\r\\nUser-Agent: ..."...
                           #1 +_ ms  >  RST        @PeerResets(connections = "1", whenReceived = "\\r\\n\\r\\n")
                           #2 +_ ms  <  connect from 127.0.0.1:_
                        >  #2 +_ ms  <  data _ B  "POST /orders/1/confirm HTTP/1.1\\r\\nUser-Agent: ..."...
                        Help: HttpURLConnection by itself sends a request again, once, when the connection ends before the answer: a POST, too, unless -Dsun.net.http.retryPost=false or a streaming mode is set.""");
    }
}
