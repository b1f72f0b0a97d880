package dev.peerless.failure;

import static dev.peerless.failure.Failures.assertFailure;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.NOT_TLS;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.SOCKET_CLOSED;
import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.failure.NetworkFailure.TLS_REJECTED;
import static dev.peerless.failure.RawServer.readTlsRecord;
import static dev.peerless.failure.RawServer.send;
import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the TLS of this JDK throws, provoked by servers on loopback that do not speak it, or no more than a record. */
class TlsFailureTest {

    private static final String FATAL_HANDSHAKE_FAILURE = "\25\3\3\0\2\2\50";
    private static final String CLOSE_NOTIFY = "\25\3\3\0\2\1\0";

    @Nested
    class InTheHandshakeOfASocket {

        @Test
        void aCloseAbortsIt() throws Exception {
            try (var server = RawServer.thatDoes(RawServer::readTlsRecord)) {
                assertFailure(() -> shakeHands(server), TLS_ABORTED);
            }
        }

        @Test
        void aCloseNotifyAbortsIt() throws Exception {
            try (var server = answering(CLOSE_NOTIFY)) {
                assertFailure(() -> shakeHands(server), TLS_ABORTED);
            }
        }

        @Test
        void aResetIsAReset() throws Exception {
            try (var server = RawServer.thatDoes(socket -> {
                readTlsRecord(socket);
                ConnectedSockets.reset(socket);
            })) {
                assertFailure(() -> shakeHands(server), CONNECTION_RESET);
            }
        }

        @Test
        void anAlertRejectsIt() throws Exception {
            try (var server = answering(FATAL_HANDSHAKE_FAILURE)) {
                assertFailure(() -> shakeHands(server), TLS_REJECTED);
            }
        }

        @Test
        void anAnswerInPlainTextIsNotTls() throws Exception {
            try (var server = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                assertFailure(() -> shakeHands(server), NOT_TLS);
            }
        }

        @Test
        void silenceTakesTooLong() throws Exception {
            try (var server = RawServer.thatIsSilent();
                    var socket = connect(server)) {
                socket.setSoTimeout(1);

                assertFailure(socket::startHandshake, READ_TIMED_OUT);
            }
        }

        @Test
        void itWasUsThatClosedBefore() throws Exception {
            try (var server = RawServer.thatDoes(RawServer::readTlsRecord)) {
                var socket = connect(server);
                socket.close();

                assertFailure(socket::startHandshake, SOCKET_CLOSED);
            }
        }

        private static void shakeHands(RawServer server) throws IOException {
            try (var socket = connect(server)) {
                socket.startHandshake();
            }
        }

        private static SSLSocket connect(RawServer server) throws IOException {
            var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket();
            socket.connect(server.address());
            socket.setSoTimeout(30_000);
            return socket;
        }
    }

    @Nested
    class InTheHandshakeOfAnHttpClient {

        @Test
        void aCloseAbortsIt() throws Exception {
            try (var server = RawServer.thatDoes(RawServer::readTlsRecord)) {
                assertFailure(() -> get(server), TLS_ABORTED);
            }
        }

        @Test
        void anAlertRejectsIt() throws Exception {
            try (var server = answering(FATAL_HANDSHAKE_FAILURE)) {
                assertFailure(() -> get(server), TLS_REJECTED);
            }
        }

        @Test
        void anAnswerInPlainTextIsNotTls() throws Exception {
            try (var server = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                assertFailure(() -> get(server), NOT_TLS);
            }
        }

        @Test
        void aResetIsAReset() throws Exception {
            try (var server = RawServer.thatDoes(socket -> {
                readTlsRecord(socket);
                ConnectedSockets.reset(socket);
            })) {
                assertFailure(() -> get(server), CONNECTION_RESET);
            }
        }

        private static void get(RawServer server) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(server.uri("https")).build();
            HttpClient.newHttpClient().send(request, ofString());
        }
    }

    /** Reads on after the answer, since closing with bytes unread is a reset. */
    private static RawServer answering(String bytes) throws IOException {
        return RawServer.thatDoes(socket -> {
            readTlsRecord(socket);
            send(socket, bytes);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        });
    }
}
