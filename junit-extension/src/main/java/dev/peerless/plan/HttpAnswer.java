package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A fixed HTTP/1.1 response. {@code Content-Length} is added unless the headers already say how long the body is.
 *
 * @param status from 100 to 599
 * @param headers names and values, sent in order
 * @param body the body
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HttpAnswer(int status, Map<String, String> headers, Bytes body) {

    /**
     * Copies the headers and checks the status.
     *
     * @param status from 100 to 599
     * @param headers names and values, sent in order
     * @param body the body
     * @throws IllegalArgumentException if the status is not in 100 to 599
     */
    public HttpAnswer {
        Required.notNull(headers, "headers");
        Required.notNull(body, "body");
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("an HTTP status is from 100 to 599, but was " + status);
        }
        headers = new LinkedHashMap<>(headers);
    }

    /**
     * A 200 with text in UTF-8.
     *
     * @param body the text
     * @return the answer
     */
    public static HttpAnswer ok(String body) {
        return of(200, body);
    }

    /**
     * Any status with text in UTF-8.
     *
     * @param status from 100 to 599
     * @param body the text
     * @return the answer
     */
    public static HttpAnswer of(int status, String body) {
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                Bytes.utf8(Required.notNull(body, "body")));
    }

    /**
     * Adds or replaces a header.
     *
     * @param name its name
     * @param value its value
     * @return the same answer with that header
     */
    public HttpAnswer withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(Required.notNull(name, "name")::equalsIgnoreCase);
        more.put(name, Required.notNull(value, "value"));
        return new HttpAnswer(status, more, body);
    }

    /**
     * Gives the headers.
     *
     * @return a copy, in order
     */
    @Override
    public Map<String, String> headers() {
        return new LinkedHashMap<>(headers);
    }

    /** Gives the bytes on the wire; {@code closing} says so in a header, {@code HEAD} leaves the body out. */
    Bytes encode(boolean head, boolean closing) {
        var text = new StringBuilder("HTTP/1.1 " + status + " " + HttpStatus.reason(status) + "\r\n");
        headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        boolean bodyAllowed = status >= 200 && status != 204 && status != 304;
        if (bodyAllowed
                && header("Content-Length").isEmpty()
                && header("Transfer-Encoding").isEmpty()) {
            text.append("Content-Length: " + body.size() + "\r\n");
        }
        if (closing && header("Connection").isEmpty()) {
            text.append("Connection: close\r\n");
        }
        var start = Bytes.utf8(text.append("\r\n").toString());
        return head || !bodyAllowed ? start : start.plus(body);
    }

    /** Gives a header's value, whatever the case of its name, or an empty text. */
    String header(String name) {
        for (var header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return "";
    }
}
