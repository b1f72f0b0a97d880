package dev.peerless.assertions;

import static dev.peerless.assertions.Events.FAULT;
import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.finSent;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Events.rstSent;
import static dev.peerless.assertions.Events.sent;
import static dev.peerless.assertions.Events.transcript;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.transcript.WireEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a failure says that an HTTP client of the JDK has sent a request again by itself, by made-up transcripts. */
class RepeatedRequestTest {

    private static final String URL_CONNECTION = "Java/17.0.15";
    private static final String HTTP_CLIENT = "Java-http-client/25";
    private static final String ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";

    private static WireEvent request(int connection, long millis, String line, String agent) {
        return received(connection, millis, line + " HTTP/1.1\r\nHost: orders\r\nUser-Agent: " + agent + "\r\n\r\n");
    }

    private static WireEvent get(int connection, long millis, String agent) {
        return request(connection, millis, "GET /", agent);
    }

    private static @Nullable Trap trap(WireEvent... events) {
        return SilentRetry.trap(transcript(events));
    }

    @Test
    void isOfHttpUrlConnection() {
        assertThat(trap(
                        connected(1, 0),
                        get(1, 1, URL_CONNECTION),
                        rstSent(1, 2),
                        connected(2, 3),
                        get(2, 4, URL_CONNECTION)))
                .isEqualTo(Trap.URL_CONNECTION_REPEATS);
    }

    @Test
    void isOfTheHttpClient() {
        assertThat(trap(
                        connected(1, 0),
                        get(1, 1, HTTP_CLIENT),
                        finSent(1, 2, FAULT),
                        finReceived(1, 2),
                        connected(2, 3),
                        get(2, 4, HTTP_CLIENT)))
                .isEqualTo(Trap.HTTP_CLIENT_REPEATS);
        assertThat(trap(
                        connected(1, 0),
                        request(1, 1, "HEAD /", HTTP_CLIENT),
                        rstSent(1, 2),
                        connected(2, 3),
                        request(2, 4, "HEAD /", HTTP_CLIENT)))
                .isEqualTo(Trap.HTTP_CLIENT_REPEATS);
    }

    @Test
    void isNoneOfAPostByTheHttpClientWhichItsCallerRepeats() {
        assertThat(trap(
                        connected(1, 0),
                        request(1, 1, "POST /orders", HTTP_CLIENT),
                        rstSent(1, 2),
                        connected(2, 3),
                        request(2, 4, "POST /orders", HTTP_CLIENT)))
                .isNull();
        assertThat(trap(
                        connected(1, 0),
                        request(1, 1, "POST /orders", URL_CONNECTION),
                        rstSent(1, 2),
                        connected(2, 3),
                        request(2, 4, "POST /orders", URL_CONNECTION)))
                .isEqualTo(Trap.URL_CONNECTION_REPEATS);
    }

    @Test
    void isOfAConnectionThatWasUsedBefore() {
        assertThat(trap(
                        connected(1, 0),
                        get(1, 1, URL_CONNECTION),
                        sent(1, 2, ANSWER),
                        get(1, 3, URL_CONNECTION),
                        rstSent(1, 4),
                        connected(2, 5),
                        get(2, 6, URL_CONNECTION)))
                .isEqualTo(Trap.URL_CONNECTION_REPEATS);
    }

    @Test
    void isToldAmongOtherRequests() {
        assertThat(trap(
                        connected(1, 0),
                        connected(2, 0),
                        request(1, 1, "GET /orders/1", URL_CONNECTION),
                        request(2, 1, "GET /orders/2", URL_CONNECTION),
                        rstSent(1, 2),
                        rstSent(2, 2),
                        connected(3, 3),
                        request(3, 4, "GET /orders/3", URL_CONNECTION),
                        sent(3, 5, ANSWER),
                        request(3, 6, "GET /orders/1", URL_CONNECTION)))
                .isEqualTo(Trap.URL_CONNECTION_REPEATS);
    }

    @Test
    void isNoneBeforeTheSameRequestComes() {
        assertThat(trap(connected(1, 0), get(1, 1, URL_CONNECTION), rstSent(1, 2), connected(2, 3)))
                .isNull();
        assertThat(trap(
                        connected(1, 0),
                        get(1, 1, URL_CONNECTION),
                        rstSent(1, 2),
                        connected(2, 3),
                        request(2, 4, "GET /orders", URL_CONNECTION)))
                .isNull();
        assertThat(trap(
                        connected(1, 0),
                        get(1, 1, URL_CONNECTION),
                        rstSent(1, 2),
                        connected(2, 3),
                        request(2, 4, "PUT /", URL_CONNECTION)))
                .isNull();
    }

    @Test
    void isNoneWhereAnotherClientSendsTheSame() {
        assertThat(trap(
                        connected(1, 0),
                        get(1, 1, URL_CONNECTION),
                        rstSent(1, 2),
                        connected(2, 3),
                        get(2, 4, "curl/8")))
                .isNull();
    }

    @Test
    void isNoneAfterAnAnswer() {
        assertThat(trap(
                        connected(1, 0),
                        get(1, 1, URL_CONNECTION),
                        sent(1, 2, ANSWER),
                        rstSent(1, 4),
                        connected(2, 5),
                        get(2, 6, URL_CONNECTION)))
                .isNull();
    }

    @Test
    void isNoneOfOthersAndOfOtherProtocols() {
        assertThat(trap(connected(1, 0), get(1, 1, "curl/8"), rstSent(1, 2), connected(2, 3), get(2, 4, "curl/8")))
                .isNull();
        assertThat(trap(
                        connected(1, 0),
                        received(1, 1, "User-Agent: Java/17\r\n\r\n"),
                        rstSent(1, 2),
                        connected(2, 3),
                        received(2, 4, "User-Agent: Java/17\r\n\r\n")))
                .isNull();
    }

    @Test
    void isNoneWhereNothingWasLostBefore() {
        assertThat(trap(
                        connected(1, 0),
                        connected(2, 0),
                        get(1, 1, URL_CONNECTION),
                        get(2, 1, URL_CONNECTION),
                        rstSent(1, 2)))
                .isNull();
        assertThat(trap(connected(1, 0), get(1, 1, URL_CONNECTION), connected(2, 3), get(2, 4, URL_CONNECTION)))
                .isNull();
    }
}
