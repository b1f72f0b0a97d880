package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpParsingTest {

    private static final String CHUNKED = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final List<HttpRequest> requests = new ArrayList<>();

    private Said http() {
        return Said.on(Conversation.http(request -> {
            requests.add(request);
            return HttpAnswer.ok(request.body().utf8());
        }));
    }

    private static String refused(String reason) {
        return "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + reason.length() + "\r\nConnection: close\r\n\r\n" + reason + Said.FIN;
    }

    @Nested
    class Requests {

        @Test
        void areUnderstood() {
            http().hearing("PUT /orders?id=1 HTTP/1.0\r\nAccept: a\r\nX-Empty:\r\nACCEPT:  b \r\n\r\n");

            assertThat(requests).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("PUT");
                assertThat(request.target()).isEqualTo("/orders?id=1");
                assertThat(request.version()).isEqualTo("HTTP/1.0");
                assertThat(request.headers()).containsEntry("accept", List.of("a", "b"));
                assertThat(request.header("Accept")).hasValue("a");
                assertThat(request.header("x-empty")).hasValue("");
                assertThat(request.header("Host")).isEmpty();
                assertThat(request.body().isEmpty()).isTrue();
            });
        }

        @Test
        void areAnsweredTheSameByteByByte() {
            var stream = CHUNKED + "3\r\nabc\r\n0\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nxy";

            assertThat(http().hearing(stream.split("")))
                    .hasToString(http().hearing(stream).toString());
        }
    }

    @Nested
    class Refusals {

        @ParameterizedTest
        @CsvSource({
            "hello,                       not an HTTP/1.x request line: \"hello\"",
            "GET /,                       not an HTTP/1.x request line: \"GET /\"",
            "GET / HTTP/2.0,              not an HTTP/1.x request line: \"GET / HTTP/2.0\"",
            "' / HTTP/1.1',               not an HTTP/1.x request line: \" / HTTP/1.1\"",
            "GET / x HTTP/1.1,            not an HTTP/1.x request line: \"GET / x HTTP/1.1\"",
            "'GET / HTTP/1.1\r\nHost',    not a header: \"Host\"",
            "'GET / HTTP/1.1\r\n: x',     not a header: \": x\""
        })
        void ofWhatIsNoRequest(String head, String reason) {
            assertThat(http().hearing(head + "\r\n\r\n")).hasToString(refused(reason));
        }

        @ParameterizedTest
        @CsvSource({"-1", "x", "16777217", "9999999999"})
        void ofALengthThatIsNone(String length) {
            assertThat(http().hearing("POST / HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n"))
                    .hasToString(refused("a Content-Length of " + length + " is not taken; at most 16777216 is"));
        }

        @ParameterizedTest
        @CsvSource({"xyz", "-1", "1234567", "''"})
        void ofAChunkSizeThatIsNone(String size) {
            assertThat(http().hearing(CHUNKED + size + "\r\n"))
                    .hasToString(refused("not a chunk size: \"" + size + "\""));
        }

        @Test
        void ofAChunkThatIsLongerThanItSaid() {
            assertThat(http().hearing(CHUNKED + "3\r\nabcdef"))
                    .hasToString(refused("no line end after a chunk of 3 bytes"));
        }

        @Test
        void ofHeadersWithoutEnd() {
            assertThat(http().hearing("GET / HTTP/1.1\r\nX: ", "x".repeat(70_000)))
                    .hasToString(refused("no end of the header section in 65536 bytes"));
        }

        @Test
        void ofTooLongHeadersHoweverTheReadsCutThem() {
            var head = "GET / HTTP/1.1\r\nX: " + "x".repeat(70_000) + "\r\n\r\n";

            assertThat(http().hearing(head)).hasToString(refused("no end of the header section in 65536 bytes"));
            assertThat(requests).isEmpty();
        }

        @Test
        void ofAChunkSizeWithoutEnd() {
            assertThat(http().hearing(CHUNKED, "0".repeat(2000)))
                    .hasToString(refused("no end of the chunk size in 1024 bytes"));
        }

        @Test
        void ofTrailersWithoutEnd() {
            assertThat(http().hearing(CHUNKED + "0\r\n", "x".repeat(70_000)))
                    .hasToString(refused("no end of the trailers in 65536 bytes"));
        }

        @Test
        void ofTooManyChunks() {
            var said = http().hearing(CHUNKED);
            for (int i = 0; i < 256; i++) {
                said.hearing("10000\r\n" + "x".repeat(0x10000) + "\r\n");
            }

            assertThat(said.hearing("1\r\n"))
                    .hasToString(refused("a chunked body of more than 16777216 bytes is not taken"));
        }

        @Test
        void endTheConversation() {
            assertThat(http().hearing("hello\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"))
                    .hasToString(refused("not an HTTP/1.x request line: \"hello\""));
        }

        @Test
        void comeAfterTheAnswersThatWereDue() {
            assertThat(http().hearing("GET / HTTP/1.1\r\n\r\nhello\r\n\r\n").toString())
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith(refused("not an HTTP/1.x request line: \"hello\""));
        }
    }
}
