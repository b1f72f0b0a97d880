package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Finds the HTTP/1.x requests in what one connection received, however the reads cut it.
 *
 * <p>Not for use by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HttpRequests {

    private final HttpRequestParser parser = new HttpRequestParser();
    private boolean headIsTold;

    /** Begins with a connection that has received nothing. */
    public HttpRequests() {}

    /**
     * Takes what was received next.
     *
     * @param received the bytes
     * @return the requests whose header section ends in them, without their bodies, in order
     * @throws IllegalArgumentException if what was received is no HTTP/1.x
     */
    public List<HttpRequest> begunIn(Bytes received) {
        var begun = new ArrayList<HttpRequest>();
        parser.feed(received);
        try {
            for (var whole = parser.next(); whole != null; whole = parser.next()) {
                tell(whole.withoutBody(), begun);
                headIsTold = false;
            }
        } catch (HttpRequestParser.NotHttp notHttp) {
            throw new IllegalArgumentException(notHttp.reason(), notHttp);
        }
        var head = parser.head();
        if (head != null) {
            tell(head, begun);
        }
        return begun;
    }

    private void tell(HttpRequest request, List<HttpRequest> begun) {
        if (!headIsTold) {
            begun.add(request);
            headIsTold = true;
        }
    }
}
