package dev.peerless.samples.failures;

import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.whenReceived;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.Step;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsCertificate;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** The HTTP clients of the JDK. */
final class HttpClients {

    private static final HttpAnswer ANSWER = HttpAnswer.ok("x".repeat(1000));
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Duration LONG = Duration.ofMillis(Attempts.PATIENCE_MILLIS);
    private static final Duration SHORT = Duration.ofMillis(500);

    /** The limit of {@code java.net.http} for an answer covers the connect, too, which a busy machine is slow with. */
    private static final Duration ENOUGH_TO_CONNECT = Duration.ofSeconds(5);

    private HttpClients() {}

    static List<Provocation> all() {
        var corrupted = new Provocation(Client.HTTP_CLIENT.name, "corrupted record read", HttpClients::readCorrupted);
        return Stream.concat(Arrays.stream(Client.values()).flatMap(HttpClients::by), Stream.of(corrupted))
                .toList();
    }

    private static Stream<Provocation> by(Client client) {
        return Stream.of(
                new Provocation(client.name, "refused", () -> get(client, Fault.refuse(), LONG, LONG)),
                new Provocation(client.name, "connect in vain", () -> get(client, Fault.ignoreConnects(), SHORT, LONG)),
                new Provocation(
                        client.name,
                        "RST for an answer",
                        () -> get(client, Fault.reset(whenReceived(END_OF_HEAD)), LONG, LONG)),
                new Provocation(
                        client.name,
                        "FIN for an answer",
                        () -> get(client, Fault.close(whenReceived(END_OF_HEAD)), LONG, LONG)),
                new Provocation(
                        client.name,
                        "RST in an answer",
                        () -> get(client, Fault.truncate(afterSending(500), Ending.RESET), LONG, LONG)),
                new Provocation(client.name, "FIN between chunks", () -> readChunks(client)),
                new Provocation(
                        client.name,
                        "read in vain",
                        () -> get(client, Fault.vanish(whenReceived(END_OF_HEAD)), LONG, ENOUGH_TO_CONNECT)),
                new Provocation(client.name, "FIN in the handshake", () -> shakeHands(client, TlsFailure.FIN)),
                new Provocation(client.name, "RST in the handshake", () -> shakeHands(client, TlsFailure.RESET)),
                new Provocation(client.name, "text in the handshake", () -> shakeHands(client, TlsFailure.GARBAGE)),
                new Provocation(client.name, "expired certificate", () -> shakeHandsWithExpired(client)));
    }

    private static void get(Client client, Fault fault, Duration toConnect, Duration toAnswer) throws Exception {
        try (var peer =
                Peer.plan().speak(Conversation.http(ANSWER)).fault(fault).listen()) {
            client.with(null, toConnect, toAnswer).get(peer.uri("/"));
        }
    }

    private static void readChunks(Client client) throws Exception {
        var start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n";
        try (var peer = Peer.plan()
                .speak(Conversation.replay(Step.await(END_OF_HEAD), Step.send(start), Step.finish()))
                .listen()) {
            client.with(null, LONG, LONG).get(peer.uri("/"));
        }
    }

    private static void shakeHands(Client client, TlsFailure failure) throws Exception {
        try (var peer = Peer.plan().tls().fault(Fault.failTls(failure)).listen()) {
            client.with(peer.tls().clientContext(), LONG, LONG).get(peer.uri("/"));
        }
    }

    private static void shakeHandsWithExpired(Client client) throws Exception {
        try (var peer = Peer.plan()
                .tls(Tls.wellBehaved().with(TlsCertificate.EXPIRED))
                .speak(Conversation.http(ANSWER))
                .listen()) {
            client.with(peer.tls().clientContext(), LONG, LONG).get(peer.uri("/"));
        }
    }

    /**
     * The second answer on a connection whose first one was good. A GET would be sent once more in silence on a connection
     * of its own, and so would any request of {@code HttpURLConnection}.
     */
    private static void readCorrupted() throws Exception {
        try (var peer = Peer.plan().tls().speak(Conversation.http(ANSWER)).listen()) {
            var client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(peer.tls().clientContext())
                    .build();
            var request = HttpRequest.newBuilder(peer.uri("/"))
                    .POST(BodyPublishers.noBody())
                    .timeout(LONG)
                    .build();
            client.send(request, BodyHandlers.ofString());
            peer.arm(Fault.corrupt(afterSending(TlsSockets.RECORD_HEAD), Corruption.flips(1)));
            client.send(request, BodyHandlers.ofString());
        }
    }

    private interface Exchange {

        void get(URI uri) throws IOException, InterruptedException;
    }

    private enum Client {
        HTTP_CLIENT("java.net.http") {
            @Override
            Exchange with(SSLContext tls, Duration toConnect, Duration toAnswer) throws NoSuchAlgorithmException {
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(tls == null ? SSLContext.getDefault() : tls)
                        .connectTimeout(toConnect)
                        .build();
                return uri -> client.send(
                        HttpRequest.newBuilder(uri).timeout(toAnswer).build(), BodyHandlers.ofString());
            }
        },

        HTTP_URL_CONNECTION("HttpURLConnection") {
            @Override
            Exchange with(SSLContext tls, Duration toConnect, Duration toAnswer) {
                // Connections are kept alive for each factory.
                var factory = tls == null ? null : tls.getSocketFactory();
                return uri -> {
                    var connection = (HttpURLConnection) uri.toURL().openConnection();
                    if (connection instanceof HttpsURLConnection secure && factory != null) {
                        secure.setSSLSocketFactory(factory);
                    }
                    connection.setConnectTimeout((int) toConnect.toMillis());
                    connection.setReadTimeout((int) toAnswer.toMillis());
                    try (var in = connection.getInputStream()) {
                        in.readAllBytes();
                    }
                };
            }
        };

        private final String name;

        Client(String name) {
            this.name = name;
        }

        abstract Exchange with(SSLContext tls, Duration toConnect, Duration toAnswer) throws NoSuchAlgorithmException;
    }
}
