package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * An HTTP/1.x request as it arrived.
 *
 * @param method such as {@code GET}
 * @param target such as {@code /orders?id=1}
 * @param version {@code HTTP/1.0} or {@code HTTP/1.1}
 * @param headers values by name in lower case
 * @param body the body, without chunk framing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HttpRequest(String method, String target, String version, Map<String, List<String>> headers, Bytes body) {

    /**
     * Gives the first value of a header.
     *
     * @param name its name in any case
     * @return its first value, if it was sent
     */
    public Optional<String> header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : Optional.of(values.get(0));
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
