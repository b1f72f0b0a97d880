package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * An HTTP/1.x request, as it arrived or as it is to be sent.
 *
 * @param method such as {@code GET}
 * @param target such as {@code /orders?id=1}
 * @param version {@code HTTP/1.0} or {@code HTTP/1.1}
 * @param headers values by name in lower case
 * @param body the body, without chunk framing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HttpRequest(String method, String target, String version, Map<String, List<String>> headers, Bytes body) {

    /** Without a length, some servers wait for the body of these (RFC 9110, 8.6). */
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /**
     * Checks that all of it is there.
     *
     * @param method such as {@code GET}
     * @param target such as {@code /orders?id=1}
     * @param version {@code HTTP/1.0} or {@code HTTP/1.1}
     * @param headers values by name in lower case
     * @param body the body, without chunk framing
     */
    public HttpRequest {
        Required.notNull(method, "method");
        Required.notNull(target, "target");
        Required.notNull(version, "version");
        Required.notNull(headers, "headers");
        Required.notNull(body, "body");
    }

    /**
     * Makes a {@code GET}.
     *
     * @param target such as {@code /orders?id=1}
     * @return the request
     */
    public static HttpRequest get(String target) {
        return of("GET", target, Bytes.EMPTY);
    }

    /**
     * Makes a {@code POST}.
     *
     * @param target such as {@code /orders}
     * @param body the body
     * @return the request
     */
    public static HttpRequest post(String target, Bytes body) {
        return of("POST", target, body);
    }

    /**
     * Makes any HTTP/1.1 request.
     *
     * @param method such as {@code PUT}
     * @param target such as {@code /orders}
     * @param body the body, or no bytes
     * @return the request
     */
    public static HttpRequest of(String method, String target, Bytes body) {
        return new HttpRequest(method, target, "HTTP/1.1", Map.of(), body);
    }

    /**
     * Adds a header, or another value of it.
     *
     * @param name its name in any case
     * @param value its value
     * @return the same request with it
     */
    public HttpRequest withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        var values =
                new ArrayList<>(more.getOrDefault(Required.notNull(name, "name").toLowerCase(Locale.ROOT), List.of()));
        values.add(Required.notNull(value, "value"));
        more.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
        return new HttpRequest(method, target, version, more, body);
    }

    /**
     * Gives the bytes on the wire. {@code Host} and, if there is a body or the method is one that has, {@code
     * Content-Length} are added unless they are there.
     *
     * @param host the value of {@code Host} if it is not there
     * @return the bytes
     */
    public Bytes encode(String host) {
        Required.notNull(host, "host");
        var text = new StringBuilder(method + " " + target + " " + version + "\r\n");
        if (header("host").isEmpty()) {
            text.append("host: ").append(host).append("\r\n");
        }
        headers.forEach((name, values) -> values.forEach(
                value -> text.append(name).append(": ").append(value).append("\r\n")));
        boolean tellsLength = header("content-length").isPresent()
                || header("transfer-encoding").isPresent();
        if (!tellsLength && (!body.isEmpty() || METHODS_WITH_BODY.contains(method))) {
            text.append("content-length: ").append(body.size()).append("\r\n");
        }
        return Bytes.utf8(text.append("\r\n").toString()).plus(body);
    }

    /**
     * Gives the first value of a header.
     *
     * @param name its name in any case
     * @return its first value, if it was sent
     */
    public Optional<String> header(String name) {
        var values = headers.get(Required.notNull(name, "name").toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    HttpRequest withoutBody() {
        return new HttpRequest(method, target, version, headers, Bytes.EMPTY);
    }

    /** Tells whether the connection stays for another request, as far as the client is concerned. */
    boolean wantsKeepAlive() {
        var options = headers.getOrDefault("connection", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(String::trim)
                .toList();
        return !options.contains("close") && (version.equals("HTTP/1.1") || options.contains("keep-alive"));
    }
}
