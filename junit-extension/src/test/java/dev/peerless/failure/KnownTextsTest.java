package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that were seen in the field or read in sources, each in an exception of the class that carries it. */
class KnownTextsTest {

    @Nested
    class OfOperatingSystems {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        CONNECTION_RESET      | Connection reset
                        CONNECTION_RESET      | Connection reset by peer
                        CONNECTION_RESET      | Connection reset by peer: socket write error
                        CONNECTION_RESET      | An existing connection was forcibly closed by the remote host
                        CONNECTION_RESET      | The specified network name is no longer available
                        BROKEN_PIPE           | Broken pipe
                        BROKEN_PIPE           | Broken pipe (Write failed)
                        BROKEN_PIPE           | Protocol wrong type for socket
                        CONNECTION_ABORTED    | Software caused connection abort
                        CONNECTION_ABORTED    | Software caused connection abort: recv failed
                        CONNECTION_ABORTED    | Software caused connection abort: socket write error
                        CONNECTION_ABORTED    | Connection aborted
                        TIMED_OUT             | Connection timed out
                        TIMED_OUT             | Connection timed out (Read failed)
                        TIMED_OUT             | Operation timed out
                        TIMED_OUT             | The semaphore timeout period has expired
                        NO_ROUTE              | Network is unreachable
                        NO_ROUTE              | Network is unreachable (connect failed)
                        NO_ROUTE              | Network is unreachable: connect
                        NO_ROUTE              | Network unreachable
                        NO_ROUTE              | Network is down
                        NO_ROUTE              | Host is down
                        NO_ROUTE              | Host is unreachable
                        NO_ROUTE              | No route to host (Write failed)
                        ADDRESS_NOT_AVAILABLE | Can't assign requested address
                        TOO_MANY_OPEN_FILES   | Too many open files
                        TOO_MANY_OPEN_FILES   | Too many open files (Accept failed)
                        TOO_MANY_OPEN_FILES   | Too many open files in system
                        TOO_MANY_OPEN_FILES   | No file descriptors available
                        """)
        void inASocketException(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        CONNECTION_REFUSED | Connection refused
                        CONNECTION_REFUSED | Connection refused: connect
                        CONNECTION_REFUSED | Connection refused: no further information
                        CONNECTION_REFUSED | Connection refused: no further information: /127.0.0.1:80
                        CONNECTION_REFUSED | Connection refused: getsockopt
                        CONNECTION_REFUSED | Connection refused: localhost/127.0.0.1:80
                        CONNECTION_REFUSED | Connection refused (Connection refused)
                        CONNECTION_REFUSED | No connection could be made because the target machine actively refused it
                        CONNECT_TIMED_OUT  | Connection timed out
                        CONNECT_TIMED_OUT  | Connection timed out: connect
                        CONNECT_TIMED_OUT  | Connection timed out: no further information
                        CONNECT_TIMED_OUT  | Connection timed out (Connection timed out)
                        CONNECT_TIMED_OUT  | Operation timed out
                        CONNECTION_RESET   | Connection reset by peer
                        NO_ROUTE           | Network is unreachable
                        """)
        void inAConnectException(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new ConnectException(text))).isEqualTo(expected);
        }

        @Test
        void aTimeoutOfTenSecondsInWindowsIsAboutConnectingOnlyIfItSaysSo() {
            var text = "A connection attempt failed because the connected party did not properly respond after a period"
                    + " of time, or established connection failed because connected host has failed to respond";

            assertThat(NetworkFailure.of(new ConnectException(text))).isEqualTo(NetworkFailure.CONNECT_TIMED_OUT);
            assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(NetworkFailure.TIMED_OUT);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        ADDRESS_IN_USE        | Address already in use
                        ADDRESS_IN_USE        | Address already in use (Bind failed)
                        ADDRESS_IN_USE        | Address already in use: JVM_Bind
                        ADDRESS_IN_USE        | Address already in use: NET_Bind
                        ADDRESS_IN_USE        | Address already in use: bind
                        ADDRESS_IN_USE        | Address in use
                        ADDRESS_NOT_AVAILABLE | Cannot assign requested address
                        ADDRESS_NOT_AVAILABLE | Cannot assign requested address: bind
                        ADDRESS_NOT_AVAILABLE | Cannot assign requested address (Bind failed)
                        ADDRESS_NOT_AVAILABLE | Address not available
                        ADDRESS_NOT_AVAILABLE | The requested address is not valid in its context
                        UNKNOWN               | Permission denied
                        """)
        void inABindException(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new BindException(text))).isEqualTo(expected);
        }

        @Test
        void inABindExceptionOfWindows() {
            var text = "Only one usage of each socket address (protocol/network address/port) is normally permitted:"
                    + " bind";

            assertThat(NetworkFailure.of(new BindException(text))).isEqualTo(NetworkFailure.ADDRESS_IN_USE);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        NO_ROUTE              | No route to host
                        NO_ROUTE              | No route to host (Host unreachable)
                        NO_ROUTE              | Kein Weg dorthin
                        ADDRESS_NOT_AVAILABLE | Cannot assign requested address (Address not available)
                        """)
        void inANoRouteToHostException(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new NoRouteToHostException(text))).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        CONNECTION_RESET    | Connection reset by peer
                        CONNECTION_RESET    | An existing connection was forcibly closed by the remote host.
                        BROKEN_PIPE         | Broken pipe
                        CONNECTION_ABORTED  | Software caused connection abort
                        CONNECTION_ABORTED  | An established connection was aborted by the software in your host machine
                        CONNECTION_ABORTED  | The network connection was aborted by the local system
                        CONNECTION_REFUSED  | The remote computer refused the network connection
                        CONNECTION_REFUSED  | The remote system refused the network connection.
                        NO_ROUTE            | A socket operation was attempted to an unreachable network
                        NO_ROUTE            | A socket operation was attempted to an unreachable host
                        TOO_MANY_OPEN_FILES | Too many open files
                        CONNECTION_RESET    | recvAddress(..) failed: Connection reset by peer
                        CONNECTION_RESET    | recv(..) failed: Connection reset by peer
                        CONNECTION_RESET    | syscall:read(..) failed: Connection reset by peer
                        CONNECTION_RESET    | recvAddress(..) failed with error(-104): Connection reset by peer
                        CONNECTION_RESET    | io_uring read(..) failed with error(-104): Connection reset by peer
                        BROKEN_PIPE         | writeAddress(..) failed: Broken pipe
                        CONNECTION_ABORTED  | recvAddress(..) failed with error(-103): Software caused connection abort
                        TIMED_OUT           | recvAddress(..) failed with error(-110): Connection timed out
                        ADDRESS_IN_USE      | bind(..) failed with error(-98): Address already in use
                        """)
        void inAnIoException(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                        CONNECTION_RESET   | Connexion ré-initialisée par le correspondant
                        CONNECTION_RESET   | Die Verbindung wurde vom Kommunikationspartner zurückgesetzt
                        CONNECTION_RESET   | Conexión reinicializada por la máquina remota
                        CONNECTION_RESET   | 连接被对方重设
                        CONNECTION_RESET   | 接続が相手からリセットされました
                        CONNECTION_RESET   | Eine vorhandene Verbindung wurde vom Remotehost geschlossen
                        CONNECTION_RESET   | Une connexion existante a dû être fermée par l’hôte distant
                        CONNECTION_RESET   | Se ha forzado la interrupción de una conexión existente por el host remoto.
                        CONNECTION_RESET   | 远程主机强迫关闭了一个现有的连接。
                        BROKEN_PIPE        | Relais brisé (pipe)
                        BROKEN_PIPE        | Datenübergabe unterbrochen (broken pipe)
                        BROKEN_PIPE        | Datenübergabe unterbrochen (broken pipe) (Write failed)
                        BROKEN_PIPE        | Tubería rota
                        BROKEN_PIPE        | 断开的管道
                        CONNECTION_ABORTED | Das Programm verursachte den Abbruch der Verbindung
                        CONNECTION_ABORTED | 你的主机中的软件中止了一个已建立的连接。
                        CONNECTION_REFUSED | Connexion refusée
                        CONNECTION_REFUSED | Verbindungsaufbau abgelehnt
                        CONNECTION_REFUSED | Verbindungsaufbau abgelehnt: localhost/127.0.0.1:80
                        CONNECTION_REFUSED | Conexión rehusada
                        CONNECTION_REFUSED | 拒绝连接
                        CONNECTION_REFUSED | 接続を拒否されました
                        TIMED_OUT          | Die Wartezeit für die Verbindung ist abgelaufen
                        NO_ROUTE           | El `host' no está operativo
                        """)
        void inOtherLanguages(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(expected);
        }

        @ParameterizedTest
        @MethodSource("translations")
        void inAllKnownLanguages(String translation, String english) {
            assertThat(NetworkFailure.of(new SocketException(translation)))
                    .isEqualTo(NetworkFailure.of(new SocketException(english)))
                    .isNotEqualTo(UNKNOWN);
        }

        static Stream<Object[]> translations() {
            return Translations.ENGLISH.entrySet().stream()
                    .map(entry -> new Object[] {entry.getKey(), entry.getValue()});
        }
    }

    @Nested
    class OfTheJdk {

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
        void inASocketTimeoutException(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new SocketTimeoutException(text))).isEqualTo(expected);
        }

        @Test
        void inASocketTimeoutExceptionThatHadNoTimeToTry() {
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
        void ofOurOwnDoing(String text) {
            assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(NetworkFailure.SOCKET_CLOSED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Stream closed", "stream is closed", "Stream is closed", "closed"})
        void ofOurOwnDoingWithAStream(String text) {
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
                        CONNECTION_LOST | Error writing to server
                        CONNECTION_LOST | Error writing request body to server
                        UNKNOWN         | fixed content-length: 10, bytes sent: 4
                        UNKNOWN         | Invalid Http response
                        """)
        void ofItsHttpClients(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(expected);
        }

        @Test
        void ofAnEndOfStream() {
            assertThat(NetworkFailure.of(new EOFException())).isEqualTo(NetworkFailure.END_OF_STREAM);
            assertThat(NetworkFailure.of(new EOFException("EOF reached while reading")))
                    .isEqualTo(NetworkFailure.END_OF_STREAM);
            assertThat(NetworkFailure.of(new SocketException("Unexpected end of file from server")))
                    .isEqualTo(NetworkFailure.END_OF_STREAM);
            assertThat(NetworkFailure.of(new SocketException("Connection closed by remote host")))
                    .isEqualTo(NetworkFailure.END_OF_STREAM);
        }

        @Test
        void ofTlsThatWasLeft() {
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
        void ofTlsThatWasRejected() {
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
        void ofPlainTextInsteadOfTls() {
            assertThat(Stream.of(
                            "Unsupported or unrecognized SSL message",
                            "Unrecognized SSL message, plaintext connection?",
                            "Unrecognized record version SSLv2Hello-72.84 , plaintext connection?"))
                    .extracting(text -> NetworkFailure.of(new SSLException(text)))
                    .containsOnly(NetworkFailure.NOT_TLS);
        }
    }

    @Nested
    class OfLibraries {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        END_OF_STREAM | Connection closed by peer
                        END_OF_STREAM | unexpected end of stream on http://127.0.0.1:1234/...
                        END_OF_STREAM | Connection prematurely closed BEFORE response
                        TRUNCATED     | Connection prematurely closed DURING response
                        TRUNCATED     | Premature end of Content-Length delimited message body (expected: ...)
                        TRUNCATED     | Premature end of chunk coded message body: closing chunk expected
                        TRUNCATED     | Early EOF
                        """)
        void inAnIoException(NetworkFailure expected, String text) {
            assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(expected);
        }

        @Test
        void ofACutBody() {
            assertThat(NetworkFailure.of(new ProtocolException("unexpected end of stream")))
                    .isEqualTo(NetworkFailure.TRUNCATED);
        }

        @Test
        void ofARefusedConnection() {
            var text = "Connect to http://127.0.0.1:1234 [/127.0.0.1] failed: Connection refused";

            assertThat(NetworkFailure.of(new ConnectException(text))).isEqualTo(NetworkFailure.CONNECTION_REFUSED);
            assertThat(NetworkFailure.of(new ConnectException(
                            "finishConnect(..) failed with error(-111): Connection refused: localhost/127.0.0.1:1234")))
                    .isEqualTo(NetworkFailure.CONNECTION_REFUSED);
        }
    }

    @Nested
    class ThatProveNothing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Connection",
                    "The connection reset its counters",
                    "Connection reset by peers",
                    "Yhteys on poikki",
                    "Socket is not connected",
                    "Invalid argument"
                })
        void inASocketException(String text) {
            assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Connection refused: not authorized", "Login failed: Connection refused"})
        void detailsInAnExceptionThatIsNoneOfASocket(String text) {
            assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(UNKNOWN);
        }

        @Test
        void wordsOutsideOfInputAndOutput() {
            assertThat(NetworkFailure.of(new IllegalStateException("Connection refused")))
                    .isEqualTo(UNKNOWN);
            assertThat(NetworkFailure.of(new AssertionError("Broken pipe"))).isEqualTo(UNKNOWN);
        }

        @Test
        void aConnectExceptionWithoutText() {
            assertThat(NetworkFailure.of(new ConnectException())).isEqualTo(UNKNOWN);
            assertThat(NetworkFailure.of(new ConnectException("Yhteyttä ei saatu")))
                    .isEqualTo(UNKNOWN);
        }
    }
}
