package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.SOCKET_CLOSED;
import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.failure.NetworkFailure.TLS_REJECTED;
import static dev.peerless.failure.NetworkFailure.TRUNCATED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static dev.peerless.failure.NetworkFailure.UNKNOWN_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CauseChainTest {

    private static final SocketException RESET = new SocketException("Connection reset");

    @Nested
    class TheInnermostDecides {

        @Test
        void underWrappersThatKnowNothing() {
            assertThat(NetworkFailure.of(new ExecutionException(new CompletionException(RESET))))
                    .isEqualTo(CONNECTION_RESET);
            assertThat(NetworkFailure.of(new UncheckedIOException(new IOException("Broken pipe"))))
                    .isEqualTo(BROKEN_PIPE);
        }

        @Test
        void underADriver() {
            var sent = new Exception(
                    "An I/O error occurred while sending to the backend.", new SocketException("Broken pipe"));

            assertThat(NetworkFailure.of(new Exception("could not commit", sent)))
                    .isEqualTo(BROKEN_PIPE);
        }

        @Test
        void underTls() {
            assertThat(NetworkFailure.of(new SSLException("Connection reset", RESET)))
                    .isEqualTo(CONNECTION_RESET);
            assertThat(NetworkFailure.of(handshake("Remote host terminated the handshake", RESET)))
                    .isEqualTo(CONNECTION_RESET);
        }

        @Test
        void underAParserThatReportsHowFarItCame() {
            assertThat(NetworkFailure.of(new IOException("HTTP/1.1 header parser received no bytes", RESET)))
                    .isEqualTo(CONNECTION_RESET);
            assertThat(NetworkFailure.of(new IOException("fixed content-length: 10, bytes received: 4", RESET)))
                    .isEqualTo(CONNECTION_RESET);
        }

        @Test
        void whateverIsAboveIt() {
            var retried = causedBy(new ConnectException("Connection timed out"), RESET);

            assertThat(NetworkFailure.of(retried)).isEqualTo(CONNECTION_RESET);
        }
    }

    @Nested
    class TheEndOfTheStream {

        @Test
        void isRefinedByWhatWasCut() {
            var cut = new IOException("fixed content-length: 10, bytes received: 4", new EOFException());

            assertThat(NetworkFailure.of(cut)).isEqualTo(TRUNCATED);
            assertThat(NetworkFailure.of(new IOException("closed", cut))).isEqualTo(TRUNCATED);
        }

        @Test
        void isRefinedByTls() {
            assertThat(NetworkFailure.of(handshake("Remote host terminated the handshake", new EOFException())))
                    .isEqualTo(TLS_ABORTED);
        }

        @Test
        void staysWhatItIsWhereNothingCame() {
            assertThat(NetworkFailure.of(
                            new IOException("HTTP/1.1 header parser received no bytes", new EOFException())))
                    .isEqualTo(END_OF_STREAM);
        }

        @Test
        void isNotOurOwnDoing() {
            assertThat(NetworkFailure.of(new IOException("closed", new EOFException())))
                    .isEqualTo(END_OF_STREAM);
        }
    }

    @Nested
    class OurOwnClosing {

        @Test
        void givesWayToTheTimeLimitThatItCarriedOut() {
            var timeout = causedBy(new SocketTimeoutException("timeout"), new SocketException("Socket closed"));

            assertThat(NetworkFailure.of(timeout)).isEqualTo(READ_TIMED_OUT);
        }

        @Test
        void givesWayToARefusalThatWasTriedAgainOnTheClosedChannel() {
            var second = causedBy(new ConnectException(), new ClosedChannelException());

            assertThat(NetworkFailure.of(causedBy(new ConnectException(), second)))
                    .isEqualTo(CONNECTION_REFUSED);
        }

        @Test
        void isNoRefusalIfItCameInBetween() {
            var interrupted = causedBy(new ConnectException(), new AsynchronousCloseException());

            assertThat(NetworkFailure.of(interrupted)).isEqualTo(SOCKET_CLOSED);
        }

        @Test
        void isNotTheDoingOfThePeer() {
            var closed = new IOException("connection closed locally");

            assertThat(NetworkFailure.of(new IOException("HTTP/1.1 header parser received no bytes", closed)))
                    .isEqualTo(SOCKET_CLOSED);
            assertThat(NetworkFailure.of(new IOException("chunked transfer encoding, state: READING_DATA", closed)))
                    .isEqualTo(SOCKET_CLOSED);
            assertThat(NetworkFailure.of(handshake("handshake", new SocketException("Socket closed"))))
                    .isEqualTo(SOCKET_CLOSED);
        }
    }

    @Nested
    class OfJavaNetHttp {

        @Test
        void tellsConnectingFromWaiting() {
            var connect = causedBy(
                    new HttpConnectTimeoutException("HTTP connect timed out"),
                    new ConnectException("HTTP connect timed out"));

            assertThat(NetworkFailure.of(connect)).isEqualTo(CONNECT_TIMED_OUT);
            assertThat(NetworkFailure.of(new HttpTimeoutException("request timed out")))
                    .isEqualTo(READ_TIMED_OUT);
        }

        @Test
        void keepsAnUnresolvedAddressBelow() {
            var connect = causedBy(new ConnectException(), new UnresolvedAddressException());

            assertThat(NetworkFailure.of(connect)).isEqualTo(UNKNOWN_HOST);
        }

        @Test
        void keepsACertificateBelow() {
            var untrusted = handshake(
                    "(certificate_unknown) PKIX path building failed", new Exception("unable to find valid path"));

            assertThat(NetworkFailure.of(new IOException(untrusted))).isEqualTo(TLS_REJECTED);
        }
    }

    @Nested
    class Suppressed {

        @Test
        void attemptsToConnectAreBelieved() {
            var attempts = new IllegalStateException("Failed to connect to any host");
            attempts.addSuppressed(new ConnectException("Connection refused"));
            attempts.addSuppressed(new NoRouteToHostException("No route to host"));

            assertThat(NetworkFailure.of(new IllegalStateException(attempts))).isEqualTo(CONNECTION_REFUSED);
        }

        @Test
        void theFirstThatIsKnownDecides() {
            var attempts = new IllegalStateException("Failed to connect to any host");
            attempts.addSuppressed(new ConnectException("Yhteyttä ei saatu"));
            attempts.addSuppressed(new IllegalStateException(new NoRouteToHostException("No route to host")));

            assertThat(NetworkFailure.of(attempts)).isEqualTo(NO_ROUTE);
        }

        @Test
        void failuresOfCleaningUpAreNot() {
            var bug = new IllegalStateException("a bug");
            bug.addSuppressed(new SocketException("Broken pipe"));
            bug.addSuppressed(new SocketException("Socket closed"));

            assertThat(NetworkFailure.of(bug)).isEqualTo(UNKNOWN);
        }

        @Test
        void nothingIsBelievedAgainstACause() {
            var reset = new IOException(RESET);
            reset.addSuppressed(new ConnectException("Connection refused"));

            assertThat(NetworkFailure.of(reset)).isEqualTo(CONNECTION_RESET);
        }
    }

    @Nested
    class ACycle {

        @Test
        void endsWhereItStarted() {
            var first = new IOException("first");
            var second = new SocketException("Connection reset");
            first.initCause(second);
            second.initCause(first);

            assertThat(NetworkFailure.of(first)).isEqualTo(CONNECTION_RESET);
            assertThat(NetworkFailure.of(second)).isEqualTo(CONNECTION_RESET);
        }

        @Test
        void ofNothingKnownIsUnknown() {
            var first = new IOException("first");
            var second = new IOException("second");
            first.initCause(second);
            second.initCause(first);

            assertThat(NetworkFailure.diagnose(first)).isEqualTo(new Diagnosis(UNKNOWN, second));
        }
    }

    private static SSLHandshakeException handshake(String text, Throwable cause) {
        return causedBy(new SSLHandshakeException(text), cause);
    }

    private static <T extends Throwable> T causedBy(T outer, Throwable inner) {
        outer.initCause(inner);
        return outer;
    }
}
