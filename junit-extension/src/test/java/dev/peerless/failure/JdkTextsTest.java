package dev.peerless.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of the JDK itself, which are always English. */
class JdkTextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            READ_TIMED_OUT    | Read timed out
            READ_TIMED_OUT    | Receive timed out
            READ_TIMED_OUT    | timeout
            READ_TIMED_OUT    | 300 MILLISECONDS
            READ_TIMED_OUT    |
            ACCEPT_TIMED_OUT  | Accept timed out
            CONNECT_TIMED_OUT | Connect timed out
            CONNECT_TIMED_OUT | connect timed out
            CONNECT_TIMED_OUT | Connection timed out
            CONNECT_TIMED_OUT | Connect Timeout
            CONNECT_TIMED_OUT | failed to connect to /192.0.2.1 (port 80) after 100ms
            """)
    void areKnownInASocketTimeoutException(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new SocketTimeoutException(text))).isEqualTo(expected);
    }

    @Test
    void mayBeMissingWhereThereWasNoTimeToConnect() {
        var timeout = new SocketTimeoutException();
        timeout.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.net.SocksSocketImpl", "remainingMillis", "SocksSocketImpl.java", 93),
            new StackTraceElement("java.net.Socket", "connect", "Socket.java", 600)
        });

        assertThat(NetworkFailure.of(timeout)).isEqualTo(NetworkFailure.CONNECT_TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Socket closed",
                "socket closed",
                "Socket is closed",
                "Socket input is shutdown",
                "Socket output is shutdown",
                "Socket input is already shutdown",
                "Socket output is already shutdown",
                "Socket has been closed or broken",
                "Connection or outbound has closed",
                "Connection or outbound has been closed",
                "Closed by interrupt"
            })
    void tellOurOwnDoing(String text) {
        assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(NetworkFailure.SOCKET_CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stream closed", "stream is closed", "Stream is closed", "closed"})
    void tellOurOwnDoingWithAStream(String text) {
        assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(NetworkFailure.SOCKET_CLOSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            END_OF_STREAM   | HTTP/1.1 header parser received no bytes
            TRUNCATED       | parsing HTTP/1.1 status line, receiving [HTTP/1.], parser state [STATUS_LINE]
            TRUNCATED       | parsing HTTP/1.1 header, receiving [Conte], parser state [HEADER]
            TRUNCATED       | fixed content-length: 10, bytes received: 4
            TRUNCATED       | chunked transfer encoding, state: READING_DATA
            TRUNCATED       | Premature EOF
            TRUNCATED       | connection closed before all data received
            CONNECTION_LOST | Error writing to server
            CONNECTION_LOST | Error writing request body to server
            UNKNOWN         | fixed content-length: 10, bytes sent: 4
            UNKNOWN         | Invalid Http response
            """)
    void tellWhatHttpClientsAndServersMet(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(expected);
    }

    @Test
    void tellAnEndOfStream() {
        assertThat(NetworkFailure.of(new EOFException())).isEqualTo(NetworkFailure.END_OF_STREAM);
        assertThat(NetworkFailure.of(new EOFException("EOF reached while reading")))
                .isEqualTo(NetworkFailure.END_OF_STREAM);
        assertThat(NetworkFailure.of(new SocketException("Unexpected end of file from server")))
                .isEqualTo(NetworkFailure.END_OF_STREAM);
        assertThat(NetworkFailure.of(new SocketException("Connection closed by remote host")))
                .isEqualTo(NetworkFailure.END_OF_STREAM);
    }

    @Test
    void tellThatTlsWasLeft() {
        assertThat(Stream.of(
                        new SSLHandshakeException("Remote host terminated the handshake"),
                        new SSLHandshakeException("Remote host closed connection during handshake"),
                        new SSLHandshakeException("something else").initCause(new EOFException()),
                        new SSLProtocolException("Remote host terminated the connection"),
                        new SSLProtocolException("(unexpected_message) Received close_notify during handshake"),
                        new SSLException("closing inbound before receiving peer's close_notify"),
                        new EOFException("SSL peer shut down incorrectly")))
                .extracting(NetworkFailure::of)
                .containsOnly(NetworkFailure.TLS_ABORTED);
    }

    @Test
    void tellThatBytesWereAlteredUnderTls() {
        assertThat(Stream.of(
                        new SSLException("Tag mismatch!", new AEADBadTagException("Tag mismatch!")),
                        new SSLException("Tag mismatch", new AEADBadTagException("Tag mismatch")),
                        new SSLException("bad record MAC", new BadPaddingException("bad record MAC")),
                        new SSLHandshakeException("Tag mismatch").initCause(new AEADBadTagException("Tag mismatch")),
                        new SSLProtocolException("Illegal packet size: 48606"),
                        new SSLException("Received fatal alert: bad_record_mac"),
                        new SSLException("(bad_record_mac) Received fatal alert: bad_record_mac")))
                .extracting(NetworkFailure::of)
                .containsOnly(NetworkFailure.TLS_CORRUPTED);
    }

    @Test
    void tellNothingOfWhatIsAlteredElsewhere() {
        assertThat(NetworkFailure.of(new IOException("Tag mismatch!", new AEADBadTagException("Tag mismatch!"))))
                .isEqualTo(NetworkFailure.UNKNOWN);
    }

    @Test
    void tellThatTlsWasRejected() {
        assertThat(Stream.of(
                        new SSLHandshakeException("Received fatal alert: handshake_failure"),
                        new SSLHandshakeException("(handshake_failure) Received fatal alert: handshake_failure"),
                        new SSLHandshakeException("PKIX path building failed"),
                        new SSLException("Received fatal alert: internal_error"),
                        new SSLPeerUnverifiedException("peer not authenticated")))
                .extracting(NetworkFailure::of)
                .containsOnly(NetworkFailure.TLS_REJECTED);
    }

    @Test
    void tellPlainTextFromTls() {
        assertThat(Stream.of(
                        "Unsupported or unrecognized SSL message",
                        "Unrecognized SSL message, plaintext connection?",
                        "Unrecognized record version SSLv2Hello-72.84 , plaintext connection?"))
                .extracting(text -> NetworkFailure.of(new SSLException(text)))
                .containsOnly(NetworkFailure.NOT_TLS);
    }
}
