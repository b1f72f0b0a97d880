package dev.peerless.failure;

import static dev.peerless.failure.ConnectedSockets.reset;
import static dev.peerless.failure.Failures.assertFailure;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TRUNCATED;
import static dev.peerless.failure.RawServer.readRequestHead;
import static dev.peerless.failure.RawServer.send;
import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.net.http.HttpResponse.BodyHandlers.ofInputStream;
import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.sockets.AcceptQueue;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP clients of this JDK throw, provoked by raw servers on loopback. */
class HttpFailureTest {

    private static final String HEAD_AND_4_OF_10 = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234";
    private static final String CHUNK_2_OF_5 = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12";

    @Nested
    class OfTheHttpClient {

        private final HttpClient client =
                HttpClient.newBuilder().version(HTTP_1_1).build();

        @Test
        void aResetBeforeTheResponseIsAReset() throws Exception {
            try (var server = RawServer.thatDoes(socket -> {
                readRequestHead(socket);
                reset(socket);
            })) {
                assertFailure(() -> get(server), CONNECTION_RESET);
                assertFailure(
                        () -> client.sendAsync(request(server), ofString()).join(), CONNECTION_RESET);
            }
        }

        @Test
        void aResetOnAcceptIsAConnectionLossOfSomeKind() throws Exception {
            try (var server = RawServer.thatDoes(ConnectedSockets::reset)) {
                var thrown = catchThrowable(() -> get(server));

                assertThat(NetworkFailure.of(thrown).isConnectionLoss()).isTrue();
            }
        }

        @Test
        void aResetWithinTheBodyIsAReset() throws Exception {
            var received = new CompletableFuture<Void>();
            try (var server = RawServer.thatDoes(socket -> {
                readRequestHead(socket);
                send(socket, HEAD_AND_4_OF_10);
                received.orTimeout(30, TimeUnit.SECONDS).join();
                reset(socket);
            })) {
                var body = client.send(request(server), ofInputStream()).body();
                assertThat(body.readNBytes(4)).asString().isEqualTo("1234");
                received.complete(null);

                assertFailure(body::read, CONNECTION_RESET);
            }
        }

        @Test
        void aCloseBeforeTheResponseIsTheEndOfTheStream() throws Exception {
            try (var server = RawServer.thatDoes(RawServer::readRequestHead)) {
                assertFailure(() -> get(server), END_OF_STREAM);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.",
                    "HTTP/1.1 200 OK\r\nConte",
                    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
                    HEAD_AND_4_OF_10,
                    CHUNK_2_OF_5
                })
        void aCloseWithinTheResponseTruncatesIt(String response) throws Exception {
            try (var server = answering(response)) {
                assertFailure(() -> get(server), TRUNCATED);
                assertFailure(
                        () -> client.send(request(server), ofInputStream())
                                .body()
                                .readAllBytes(),
                        TRUNCATED);
            }
        }

        @Test
        void aPortWithoutListenerRefuses() throws Exception {
            try (var bound = new Socket()) {
                bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

                assertFailure(() -> client.send(request(bound.getLocalPort()), ofString()), CONNECTION_REFUSED);
            }
        }

        @Test
        void aRequestTakesTooLong() throws Exception {
            try (var server = RawServer.thatDoes(socket -> {
                readRequestHead(socket);
                send(socket, "HTTP/1.1 204 No Content\r\n\r\n");
                socket.getInputStream().readAllBytes();
            })) {
                // The time limit covers connecting: let the next request find a connection.
                get(server);
                var request = HttpRequest.newBuilder(server.uri("http")).timeout(Duration.ofSeconds(3));

                assertFailure(() -> client.send(request.build(), ofString()), READ_TIMED_OUT);
            }
        }

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "others answer a SYN to a full accept queue")
        void connectingTakesTooLong() throws Exception {
            try (var queue = AcceptQueue.full()) {
                var hasty = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofMillis(1))
                        .build();

                assertFailure(() -> hasty.send(request(queue.port()), ofString()), CONNECT_TIMED_OUT);
            }
        }

        private String get(RawServer server) throws IOException, InterruptedException {
            return client.send(request(server), ofString()).body();
        }

        private static HttpRequest request(RawServer server) {
            return HttpRequest.newBuilder(server.uri("http")).build();
        }

        private static HttpRequest request(int port) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
        }
    }

    @Nested
    class OfHttpUrlConnection {

        @Test
        void aResetBeforeTheResponseIsAReset() throws Exception {
            try (var server = RawServer.thatDoes(socket -> {
                readRequestHead(socket);
                reset(socket);
            })) {
                assertFailure(() -> open(server), CONNECTION_RESET);
            }
        }

        @Test
        void aResetOnAcceptIsAConnectionLossOfSomeKind() throws Exception {
            try (var server = RawServer.thatDoes(ConnectedSockets::reset)) {
                var thrown = catchThrowable(() -> open(server));

                assertThat(NetworkFailure.of(thrown).isConnectionLoss()).isTrue();
            }
        }

        @Test
        void aResetWithinTheBodyIsAReset() throws Exception {
            var received = new CompletableFuture<Void>();
            try (var server = RawServer.thatDoes(socket -> {
                readRequestHead(socket);
                send(socket, HEAD_AND_4_OF_10);
                received.orTimeout(30, TimeUnit.SECONDS).join();
                reset(socket);
            })) {
                var body = open(server);
                assertThat(body.readNBytes(4)).asString().isEqualTo("1234");
                received.complete(null);

                assertFailure(body::read, CONNECTION_RESET);
            }
        }

        @Test
        void aCloseBeforeTheResponseIsTheEndOfTheStream() throws Exception {
            try (var server = RawServer.thatDoes(RawServer::readRequestHead)) {
                assertFailure(() -> open(server), END_OF_STREAM);
            }
        }

        @Test
        void aCloseWithinAChunkTruncatesTheResponse() throws Exception {
            try (var server = answering(CHUNK_2_OF_5)) {
                assertFailure(() -> open(server).readAllBytes(), TRUNCATED);
            }
        }

        @Test
        void readingTakesTooLong() throws Exception {
            try (var server = RawServer.thatIsSilent()) {
                var connection = server.uri("http").toURL().openConnection();
                connection.setReadTimeout(1);

                assertFailure(connection::getInputStream, READ_TIMED_OUT);
            }
        }

        private static InputStream open(RawServer server) throws IOException {
            return server.uri("http").toURL().openStream();
        }
    }

    private static RawServer answering(String response) throws IOException {
        return RawServer.thatDoes(socket -> {
            readRequestHead(socket);
            send(socket, response);
        });
    }
}
