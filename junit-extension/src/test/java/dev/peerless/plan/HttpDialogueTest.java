package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.wire.Bytes;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDialogueTest {

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    /** Answers with what it understood. */
    private static HttpAnswer told(HttpRequest request) {
        var text =
                request.method() + " " + request.target() + " " + request.body().utf8();
        return new HttpAnswer(200, Map.of(), Bytes.utf8(text));
    }

    private static Said http() {
        return Said.on(Conversation.http(HttpDialogueTest::told));
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String lastOk(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body
                + Said.FIN;
    }

    @Nested
    class KeepingTheConnection {

        @Test
        void http11KeepsItUnlessToldOtherwise() {
            assertThat(http().hearing("GET /a HTTP/1.1\r\nHost: x\r\n\r\n", "GET /b HTTP/1.1\r\n\r\n"))
                    .hasToString(ok("GET /a ") + ok("GET /b "));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Connection: close",
                    "connection:CLOSE",
                    "Connection: TE, close",
                    "Connection: TE\r\nConnection: close"
                })
        void http11EndsItWhenTheClientSaysSo(String header) {
            assertThat(http().hearing("GET /a HTTP/1.1\r\n" + header + "\r\n\r\n"))
                    .hasToString(lastOk("GET /a "));
        }

        @Test
        void http10EndsItUnlessToldOtherwise() {
            assertThat(http().hearing("GET /a HTTP/1.0\r\n\r\n")).hasToString(lastOk("GET /a "));
        }

        @Test
        void http10KeepsItWhenTheClientSaysSo() {
            assertThat(http().hearing("GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "GET /b HTTP/1.0\r\n\r\n"))
                    .hasToString(ok("GET /a ") + lastOk("GET /b "));
        }

        @Test
        void theAnswerMayEndIt() {
            var closing = HttpAnswer.ok("bye").withHeader("Connection", "close");

            assertThat(Said.on(Conversation.http(closing)).hearing("GET / HTTP/1.1\r\n\r\n"))
                    .hasToString("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
                            + "Content-Length: 3\r\n\r\nbye" + Said.FIN);
        }

        @Test
        void whatFollowsTheLastRequestIsIgnored() {
            assertThat(http().hearing("GET /a HTTP/1.0\r\n\r\nno request\r\n\r\n", "GET /b HTTP/1.1\r\n\r\n"))
                    .hasToString(lastOk("GET /a "));
        }

        @Test
        void pipelinedRequestsAreAnsweredInOrder() {
            assertThat(http().hearing("GET /a HTTP/1.1\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 2\r\n\r\nxy"
                            + "GET /c HTTP/1.1\r\n\r\n"))
                    .hasToString(ok("GET /a ") + ok("POST /b xy") + ok("GET /c "));
        }
    }

    @Nested
    class RequestBodies {

        @Test
        void areReadByContentLength() {
            var said = http().hearing("POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nab");

            assertThat(said).hasToString("");
            assertThat(said.hearing("cde")).hasToString(ok("POST /a abcde"));
        }

        @Test
        void areReadByChunks() {
            assertThat(http().hearing("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "3\r\nabc\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n"))
                    .hasToString(ok("POST /a abc0123456789"));
        }

        @Test
        void mayEndWithTrailers() {
            assertThat(http().hearing(
                                    "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nDigest: 1\r\nMore: 2\r\n\r\n",
                                    "GET /b HTTP/1.1\r\n\r\n"))
                    .hasToString(ok("POST /a x") + ok("GET /b "));
        }

        @Test
        void arriveInSmallReadsInLinearTime() {
            var said = http();
            var piece = Bytes.utf8("x".repeat(1024));
            said.hearing("POST /a HTTP/1.1\r\nContent-Length: " + HttpRequestParser.LONGEST_BODY + "\r\n\r\n");

            // Were what is there copied with every read, this would take minutes.
            for (int i = 0; i < HttpRequestParser.LONGEST_BODY / 1024; i++) {
                said.hear(piece);
            }

            assertThat(said.toString()).startsWith("HTTP/1.1 200 OK").endsWith("xxx");
        }

        @Test
        void arriveInSmallChunksInLinearTime() {
            var said = http();
            said.hearing("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
            var chunk = Bytes.utf8("400\r\n" + "x".repeat(1024) + "\r\n");

            for (int i = 0; i < HttpRequestParser.LONGEST_BODY / 1024; i++) {
                said.hear(chunk);
            }

            assertThat(said.hearing("0\r\n\r\n").toString())
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("xxx");
        }

        @Test
        void areAskedForWhereTheClientWaits() {
            var said = http().hearing("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

            assertThat(said).hasToString(CONTINUE);
            assertThat(said.hearing("x", "y")).hasToString(CONTINUE + ok("POST /a xy"));
        }

        @Test
        void areNotAskedForWhereTheClientDoesNotWait() {
            assertThat(http().hearing("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nx", "y"))
                    .hasToString(ok("POST /a xy"));
            assertThat(http().hearing("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n"))
                    .hasToString(ok("POST /a "));
        }
    }

    @Nested
    class Answers {

        @Test
        void toHeadHaveNoBody() {
            assertThat(http().hearing("HEAD /a HTTP/1.1\r\n\r\n"))
                    .hasToString("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 304})
        void ofSomeStatusesHaveNeitherBodyNorLength(int status) {
            var answer = new HttpAnswer(status, Map.of(), Bytes.utf8("none"));

            assertThat(Said.on(Conversation.http(answer)).hearing("GET / HTTP/1.1\r\n\r\n"))
                    .hasToString("HTTP/1.1 " + status + " " + HttpStatus.reason(status) + "\r\n\r\n");
        }

        @Test
        void keepALengthThatTheyDeclareThemselves() {
            var lying = HttpAnswer.ok("abc").withHeader("content-length", "10");

            assertThat(Said.on(Conversation.http(lying)).hearing("GET / HTTP/1.1\r\n\r\n"))
                    .hasToString("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
                            + "content-length: 10\r\n\r\nabc");
        }

        @Test
        void replaceAHeaderWhateverItsCase() {
            assertThat(HttpAnswer.ok("").withHeader("CONTENT-TYPE", "a/b").headers())
                    .isEqualTo(Map.of("CONTENT-TYPE", "a/b"));
        }

        @Test
        void haveAReasonOfTheirClassWhereNoneIsKnown() {
            assertThat(HttpStatus.reason(418)).isEqualTo("Client Error");
            assertThat(HttpStatus.reason(599)).isEqualTo("Server Error");
            assertThat(HttpStatus.reason(503)).isEqualTo("Service Unavailable");
        }

        @Test
        void haveAStatusFrom100To599() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HttpAnswer.of(600, ""))
                    .withMessage("an HTTP status is from 100 to 599, but was 600");
        }
    }
}
