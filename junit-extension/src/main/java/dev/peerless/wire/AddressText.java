package dev.peerless.wire;

import org.apiguardian.api.API;

/** A host and its port as URIs have them: an address of IPv6 stands in brackets, so that its colons end before the port's. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AddressText {

    private AddressText() {}

    /**
     * Gives both in one text.
     *
     * @param host a name or a literal address
     * @param port the port
     * @return such as {@code 127.0.0.1:8080} or {@code [0:0:0:0:0:0:0:1]:8080}
     */
    public static String of(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
