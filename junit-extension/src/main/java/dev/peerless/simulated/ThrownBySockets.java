package dev.peerless.simulated;

import static dev.peerless.failure.NetworkFailure.ACCEPT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.ADDRESS_IN_USE;
import static dev.peerless.failure.NetworkFailure.ADDRESS_NOT_AVAILABLE;
import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_ABORTED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.SOCKET_CLOSED;
import static dev.peerless.failure.NetworkFailure.TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TOO_MANY_OPEN_FILES;
import static dev.peerless.failure.NetworkFailure.UNKNOWN_HOST;
import static dev.peerless.simulated.Call.ACCEPT;
import static dev.peerless.simulated.Call.BIND;
import static dev.peerless.simulated.Call.CLOSE;
import static dev.peerless.simulated.Call.CONNECT;
import static dev.peerless.simulated.Call.READ;
import static dev.peerless.simulated.Call.WRITE;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.UnresolvedAddressException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which call throws which failure, and what a current JDK on Linux throws then: class and text were measured with JDK 17
 * and 25 for all but the failures of a close, which only layers above a socket, such as TLS, throw.
 */
final class ThrownBySockets {

    /** The call that most often throws it comes first. */
    private static final Map<NetworkFailure, List<Call>> CALLS = new EnumMap<>(Map.ofEntries(
            Map.entry(CONNECTION_RESET, List.of(READ, WRITE, CLOSE)),
            Map.entry(BROKEN_PIPE, List.of(WRITE, CLOSE)),
            Map.entry(CONNECTION_ABORTED, List.of(READ, WRITE, CONNECT, CLOSE)),
            Map.entry(TIMED_OUT, List.of(READ, WRITE, CLOSE)),
            Map.entry(CONNECTION_REFUSED, List.of(CONNECT)),
            Map.entry(CONNECT_TIMED_OUT, List.of(CONNECT)),
            Map.entry(NO_ROUTE, List.of(CONNECT, READ, WRITE)),
            Map.entry(UNKNOWN_HOST, List.of(CONNECT)),
            Map.entry(ADDRESS_IN_USE, List.of(BIND)),
            Map.entry(ADDRESS_NOT_AVAILABLE, List.of(BIND, CONNECT)),
            Map.entry(READ_TIMED_OUT, List.of(READ)),
            Map.entry(ACCEPT_TIMED_OUT, List.of(ACCEPT)),
            Map.entry(SOCKET_CLOSED, List.of(READ, WRITE, CONNECT, ACCEPT)),
            Map.entry(TOO_MANY_OPEN_FILES, List.of(CONNECT, BIND, ACCEPT))));

    private ThrownBySockets() {}

    /** Gives the calls that can throw a failure, the most usual first. */
    static List<Call> calls(NetworkFailure failure) {
        var calls = CALLS.get(failure);
        if (calls == null) {
            throw new IllegalArgumentException("a socket throws one of " + CALLS.keySet() + ", but " + failure
                    + " was to be simulated, which is told by something else than a plain socket's exception");
        }
        return calls;
    }

    /** Makes what is thrown by a call that can throw it. */
    static Exception thrown(NetworkFailure failure, Call call, boolean channel, Target to) {
        return switch (failure) {
            case CONNECTION_RESET ->
                call == READ ? new SocketException("Connection reset") : io(channel, "Connection reset by peer");
            case BROKEN_PIPE -> io(channel, "Broken pipe");
            case CONNECTION_ABORTED -> io(channel && call != CONNECT, "Software caused connection abort");
            case TIMED_OUT -> io(channel, "Connection timed out");
            case CONNECTION_REFUSED -> new ConnectException("Connection refused");
            case CONNECT_TIMED_OUT ->
                to.timed()
                        ? new SocketTimeoutException("Connect timed out")
                        : new ConnectException("Connection timed out");
            case NO_ROUTE ->
                call == CONNECT ? new NoRouteToHostException("No route to host") : io(channel, "No route to host");
            case UNKNOWN_HOST -> channel ? new UnresolvedAddressException() : new UnknownHostException(to.host());
            case ADDRESS_IN_USE -> new BindException("Address already in use");
            case ADDRESS_NOT_AVAILABLE -> new BindException("Cannot assign requested address");
            case READ_TIMED_OUT -> new SocketTimeoutException("Read timed out");
            case ACCEPT_TIMED_OUT -> new SocketTimeoutException("Accept timed out");
            case SOCKET_CLOSED -> channel ? new AsynchronousCloseException() : new SocketException("Socket closed");
            case TOO_MANY_OPEN_FILES -> io(call == ACCEPT, "Too many open files");
            default -> throw new AssertionError(failure);
        };
    }

    private static IOException io(boolean plain, String text) {
        return plain ? new IOException(text) : new SocketException(text);
    }
}
