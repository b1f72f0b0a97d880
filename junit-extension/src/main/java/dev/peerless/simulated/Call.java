package dev.peerless.simulated;

import java.util.Locale;
import org.apiguardian.api.API;

/** What code does to a socket. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Call {

    /** {@code bind}, of a client or a server. */
    BIND,

    /** {@code connect}, be it called or part of {@code createSocket(host, port)}. */
    CONNECT,

    /** {@code ServerSocket.accept}. */
    ACCEPT,

    /** Each {@code read} of the socket's input stream or of the channel, however many bytes it asks for. */
    READ,

    /** Each {@code write} to the socket's output stream or to the channel. */
    WRITE,

    /** The {@code close} that really closes; further ones do nothing. */
    CLOSE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
