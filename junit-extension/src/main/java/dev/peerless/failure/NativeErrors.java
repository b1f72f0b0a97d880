package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.ADDRESS_IN_USE;
import static dev.peerless.failure.NetworkFailure.ADDRESS_NOT_AVAILABLE;
import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_ABORTED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static dev.peerless.failure.NetworkFailure.TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TOO_MANY_OPEN_FILES;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Numbers of errors, in which Netty's native transports tell what happened once more: {@code recvAddress(..) failed with
 * error(-104): ...}. They are all that is left where the system's text is not in UTF-8, which Netty takes it for.
 *
 * <p>They are Linux's, and only those that mean the same or nothing that a socket can meet on macOS and the BSDs.
 */
final class NativeErrors {

    private static final Pattern NUMBER = Pattern.compile("\\(\\.\\.\\) failed with error\\(-(\\d{1,3})\\): ");

    private static final Map<Integer, NetworkFailure> ON_LINUX = Map.ofEntries(
            entry(23, TOO_MANY_OPEN_FILES), // ENFILE
            entry(24, TOO_MANY_OPEN_FILES), // EMFILE
            entry(32, BROKEN_PIPE), // EPIPE
            entry(98, ADDRESS_IN_USE), // EADDRINUSE
            entry(99, ADDRESS_NOT_AVAILABLE), // EADDRNOTAVAIL
            entry(101, NO_ROUTE), // ENETUNREACH
            entry(103, CONNECTION_ABORTED), // ECONNABORTED
            entry(104, CONNECTION_RESET), // ECONNRESET
            entry(110, TIMED_OUT), // ETIMEDOUT
            entry(111, CONNECTION_REFUSED), // ECONNREFUSED
            entry(112, NO_ROUTE), // EHOSTDOWN
            entry(113, NO_ROUTE)); // EHOSTUNREACH

    private NativeErrors() {}

    static NetworkFailure failure(String message) {
        var number = NUMBER.matcher(message);
        return number.find() ? ON_LINUX.getOrDefault(Integer.parseInt(number.group(1)), UNKNOWN) : UNKNOWN;
    }
}
