package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestsTest {

    private static final Bytes THREE = Bytes.utf8("""
            POST /orders HTTP/1.1\r
            Content-Length: 7\r
            \r
            order-1GET / HTTP/1.1\r
            \r
            PUT /orders/2 HTTP/1.1\r
            Transfer-Encoding: chunked\r
            \r
            2\r
            x2\r
            0\r
            \r
            """);

    private static List<String> begun(int piece, Bytes received) {
        var requests = new HttpRequests();
        var found = new ArrayList<String>();
        var all = received.toArray();
        for (int from = 0; from < all.length; from += piece) {
            var next = Bytes.of(Arrays.copyOfRange(all, from, Math.min(all.length, from + piece)));
            for (var request : requests.begunIn(next)) {
                found.add(request.method() + " " + request.target() + " "
                        + request.body().size());
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
    void areFoundHoweverReadsCutThem(int piece) {
        assertThat(begun(piece, THREE)).containsExactly("POST /orders 0", "GET / 0", "PUT /orders/2 0");
    }

    @Test
    void countOnceTheirHeaderSectionHasCome() {
        var requests = new HttpRequests();
        assertThat(requests.begunIn(Bytes.utf8("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r")))
                .isEmpty();
        assertThat(requests.begunIn(Bytes.utf8("\n"))).hasSize(1);
        assertThat(requests.begunIn(Bytes.utf8("a"))).isEmpty();
        assertThat(requests.begunIn(Bytes.utf8("b"))).isEmpty();
    }

    @Test
    void areOfHttp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpRequests().begunIn(Bytes.utf8("hello\r\n\r\n")))
                .withMessage("not an HTTP/1.x request line: \"hello\"");
    }
}
