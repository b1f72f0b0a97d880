package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.failure.NetworkFailure.TLS_CORRUPTED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What one link of a cause chain tells by itself. */
final class Evidence {

    private Evidence() {}

    static NetworkFailure of(Throwable link) {
        var told = KnownClasses.certain(link.getClass());
        if (told == UNKNOWN) {
            told = inContext(link, text(link));
        }
        return told == UNKNOWN ? KnownClasses.unlessTextSaysOtherwise(link.getClass()) : told;
    }

    private static NetworkFailure text(Throwable link) {
        var message = link.getMessage();
        // Outside of I/O such words are prose: a refused order is no refused connection.
        if (message == null || !(link instanceof IOException)) {
            return UNKNOWN;
        }
        return BareText.candidates(message, link instanceof SocketException)
                .map(KnownTexts::failure)
                .filter(failure -> failure != UNKNOWN)
                .findFirst()
                .orElseGet(() -> NativeErrors.failure(message));
    }

    private static NetworkFailure inContext(Throwable link, NetworkFailure told) {
        if (link instanceof ConnectException) {
            if (told == TIMED_OUT) {
                return CONNECT_TIMED_OUT;
            }
            return told == UNKNOWN && isRefusalRetried(link) ? CONNECTION_REFUSED : told;
        }
        if (link instanceof SocketTimeoutException) {
            return timeLimit(link, told);
        }
        return link instanceof SSLException && told == UNKNOWN ? tls(link) : told;
    }

    private static NetworkFailure tls(Throwable link) {
        if (link.getCause() instanceof BadPaddingException) {
            return TLS_CORRUPTED;
        }
        return link instanceof SSLHandshakeException && link.getCause() instanceof EOFException ? TLS_ABORTED : UNKNOWN;
    }

    /**
     * {@code java.net.http} tries a connect that failed with a {@code ConnectException} once more, on the channel that
     * the failure has closed, and reports only the second attempt.
     */
    private static boolean isRefusalRetried(Throwable link) {
        var cause = link.getCause();
        return link.getMessage() == null && cause != null && cause.getClass() == ClosedChannelException.class;
    }

    private static NetworkFailure timeLimit(Throwable link, NetworkFailure told) {
        if (told == TIMED_OUT || isAboutConnecting(link)) {
            return CONNECT_TIMED_OUT;
        }
        return told == UNKNOWN ? READ_TIMED_OUT : told;
    }

    private static boolean isAboutConnecting(Throwable link) {
        var message = link.getMessage();
        if (message == null) {
            // The JDK says nothing where time is up before it can try, but it was asked to connect.
            return Arrays.stream(link.getStackTrace()).anyMatch(Evidence::isSocketConnect);
        }
        // OkHttp: "failed to connect to /192.0.2.1 (port 80) after 100ms"
        return message.startsWith("failed to connect");
    }

    private static boolean isSocketConnect(StackTraceElement frame) {
        return frame.getClassName().equals("java.net.Socket")
                && frame.getMethodName().equals("connect");
    }
}
