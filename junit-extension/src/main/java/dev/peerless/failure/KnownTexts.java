package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.ACCEPT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.ADDRESS_IN_USE;
import static dev.peerless.failure.NetworkFailure.ADDRESS_NOT_AVAILABLE;
import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_ABORTED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_LOST;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.NOT_TLS;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.SOCKET_CLOSED;
import static dev.peerless.failure.NetworkFailure.TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.failure.NetworkFailure.TLS_CORRUPTED;
import static dev.peerless.failure.NetworkFailure.TLS_REJECTED;
import static dev.peerless.failure.NetworkFailure.TOO_MANY_OPEN_FILES;
import static dev.peerless.failure.NetworkFailure.TRUNCATED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static dev.peerless.failure.NetworkFailure.UNKNOWN_HOST;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** English texts that tell what happened. */
final class KnownTexts {

    private static final Map<String, NetworkFailure> WHOLE = new HashMap<>();
    private static final Map<Pattern, NetworkFailure> FORMS = new LinkedHashMap<>();

    static {
        operatingSystems();
        jdk();
        libraries();
    }

    private KnownTexts() {}

    /** What the text tells, in English or one of the languages of {@link Translations}; case does not matter. */
    static NetworkFailure failure(String text) {
        var key = Translations.toEnglish(text);
        var failure = WHOLE.get(key);
        if (failure != null) {
            return failure;
        }
        return FORMS.entrySet().stream()
                .filter(form -> form.getKey().matcher(key).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static void operatingSystems() {
        whole(CONNECTION_RESET, "Connection reset by peer", "Connection reset");
        whole(BROKEN_PIPE, "Broken pipe");
        whole(CONNECTION_ABORTED, "Software caused connection abort");
        whole(TIMED_OUT, "Connection timed out");
        whole(CONNECTION_REFUSED, "Connection refused");
        whole(NO_ROUTE, "No route to host", "Network is unreachable", "Network is down", "Host is down");
        whole(ADDRESS_IN_USE, "Address already in use");
        whole(ADDRESS_NOT_AVAILABLE, "Cannot assign requested address");
        whole(TOO_MANY_OPEN_FILES, "Too many open files", "Too many open files in system");

        // macOS. Its EPROTOTYPE is a write that met the teardown of the connection.
        whole(BROKEN_PIPE, "Protocol wrong type for socket");
        whole(TIMED_OUT, "Operation timed out");
        whole(ADDRESS_NOT_AVAILABLE, "Can't assign requested address");

        // musl (Alpine Linux)
        whole(CONNECTION_ABORTED, "Connection aborted");
        whole(NO_ROUTE, "Host is unreachable", "Network unreachable");
        whole(ADDRESS_IN_USE, "Address in use");
        whole(ADDRESS_NOT_AVAILABLE, "Address not available");
        whole(TOO_MANY_OPEN_FILES, "No file descriptors available");

        // Windows
        whole(
                CONNECTION_RESET,
                "An existing connection was forcibly closed by the remote host",
                "The specified network name is no longer available");
        whole(
                CONNECTION_ABORTED,
                "An established connection was aborted by the software in your host machine",
                "The network connection was aborted by the local system");
        whole(
                TIMED_OUT,
                "A connection attempt failed because the connected party did not properly respond after a period of"
                        + " time, or established connection failed because connected host has failed to respond",
                "The semaphore timeout period has expired");
        whole(
                CONNECTION_REFUSED,
                "No connection could be made because the target machine actively refused it",
                "The remote computer refused the network connection",
                "The remote system refused the network connection");
        whole(
                NO_ROUTE,
                "A socket operation was attempted to an unreachable network",
                "A socket operation was attempted to an unreachable host");
        whole(
                ADDRESS_IN_USE,
                "Only one usage of each socket address (protocol/network address/port) is normally permitted");
        whole(ADDRESS_NOT_AVAILABLE, "The requested address is not valid in its context");
    }

    private static void jdk() {
        whole(
                SOCKET_CLOSED,
                "Socket closed",
                "Socket is closed",
                "Socket input is shutdown",
                "Socket output is shutdown",
                "Socket input is already shutdown",
                "Socket output is already shutdown",
                "Connection or outbound has closed",
                "Connection or outbound has been closed",
                "Socket has been closed or broken",
                "Closed by interrupt",
                "Stream closed",
                "Stream is closed",
                "connection closed locally",
                "closed");
        whole(CONNECT_TIMED_OUT, "Connect timed out", "HTTP connect timed out");
        whole(ACCEPT_TIMED_OUT, "Accept timed out");
        whole(UNKNOWN_HOST, "Unresolved address");

        whole(END_OF_STREAM, "Unexpected end of file from server", "HTTP/1.1 header parser received no bytes");
        whole(TRUNCATED, "Premature EOF", "connection closed before all data received");
        form(
                TRUNCATED,
                "parsing HTTP/1.1 status line, receiving [*",
                "parsing HTTP/1.1 header, receiving [*",
                "fixed content-length: *, bytes received: *",
                "chunked transfer encoding, state: *");
        whole(CONNECTION_LOST, "Error writing to server", "Error writing request body to server");

        whole(
                TLS_ABORTED,
                "Remote host terminated the handshake",
                "Remote host closed connection during handshake",
                "Remote host terminated the connection",
                "SSL peer shut down incorrectly",
                "Received close_notify during handshake",
                "closing inbound before receiving peer's close_notify");
        whole(TLS_CORRUPTED, "Received fatal alert: bad_record_mac");
        form(TLS_REJECTED, "Received fatal alert: *");
        whole(NOT_TLS, "Unsupported or unrecognized SSL message", "Unrecognized SSL message, plaintext connection?");
        form(NOT_TLS, "Unrecognized record version *");
        // JDK 8, at a write after the peer's close_notify
        whole(END_OF_STREAM, "Connection closed by remote host");
    }

    private static void libraries() {
        // Apache HttpClient 4 and 5
        whole(END_OF_STREAM, "Connection closed by peer");
        form(
                TRUNCATED,
                "Premature end of Content-Length delimited message body*",
                "Premature end of chunk coded message body*");

        // OkHttp: with an address no whole response head had come, without one the body was cut.
        form(END_OF_STREAM, "unexpected end of stream on *");
        whole(TRUNCATED, "unexpected end of stream");
        whole(READ_TIMED_OUT, "timeout");

        // Reactor Netty
        whole(END_OF_STREAM, "Connection prematurely closed BEFORE response");
        whole(TRUNCATED, "Connection prematurely closed DURING response");

        // Jetty
        whole(CONNECT_TIMED_OUT, "Connect Timeout");
        whole(TRUNCATED, "Early EOF");
    }

    private static void whole(NetworkFailure failure, String... texts) {
        for (var text : texts) {
            WHOLE.put(Translations.toEnglish(text), failure);
        }
    }

    /** Texts with something of the moment in them, here as {@code *}. */
    private static void form(NetworkFailure failure, String... texts) {
        for (var text : texts) {
            var literals = Translations.toEnglish(text).split("\\*", -1);
            var pattern = Arrays.stream(literals).map(Pattern::quote).collect(joining(".*"));
            FORMS.put(Pattern.compile(pattern, Pattern.DOTALL), failure);
        }
    }
}
