package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.Step;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent.CloseNotify;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import dev.peerless.wire.Bytes;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS in front of a conversation, as the JDK's own clients meet it. */
class TlsConversationTest {

    private static PeerSetup speaking(TlsProtocol protocol) {
        return Peer.plan().tls(Tls.wellBehaved().speaking(protocol));
    }

    @Nested
    class Conversations {

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void goThroughIt(TlsProtocol protocol) throws Exception {
            try (var peer = speaking(protocol).speak(Conversation.echo()).listen();
                    var client = TlsClient.to(peer)) {
                client.write("hello");
                assertThat(client.readText(5)).isEqualTo("hello");
                client.write("again");
                assertThat(client.readText(5)).isEqualTo("again");

                assertThat(client.socket().getSession().getProtocol()).isEqualTo(protocol.standardName());
                assertThat(Wire.payload(peer.settledTranscript(), RECEIVED)).isEqualTo(Bytes.utf8("helloagain"));
                assertThat(Wire.count(peer.transcript(), RECEIVED)).isGreaterThan(100);
            }
        }

        @Test
        void mayBeginWithAGreeting() throws Exception {
            try (var peer = Peer.plan()
                            .tls()
                            .speak(Conversation.echo().greetingFirst(Bytes.utf8("220 ready\r\n")))
                            .listen();
                    var client = TlsClient.to(peer)) {
                assertThat(client.readText(11)).isEqualTo("220 ready\r\n");
                client.write("x");
                assertThat(client.read()).isEqualTo('x');
            }
        }

        @Test
        void canBeChosenByTheTest() throws Exception {
            try (var peer = Peer.plan().tls().listen()) {
                peer.speak(Conversation.echo());

                try (var client = TlsClient.to(peer)) {
                    client.write("x");
                    assertThat(client.read()).isEqualTo('x');
                }
            }
        }

        @Test
        void goOnOverSeveralConnectionsOfOneClient() throws Exception {
            try (var peer = Peer.plan().tls().speak(Conversation.echo()).listen()) {
                var context = peer.tls().clientContext();
                for (int i = 1; i <= 3; i++) {
                    try (var client = TlsClient.to(peer.address(), context)) {
                        client.write("x");
                        assertThat(client.read()).isEqualTo('x');
                    }
                }
                assertThat(peer.failures()).isEmpty();
            }
        }

        @Test
        void failAsTheyDoWithoutIt() throws Exception {
            var failure = new IllegalStateException("no such order");
            try (var peer = Peer.plan()
                            .tls()
                            .speak(Conversation.lines(line -> {
                                throw failure;
                            }))
                            .listen();
                    var client = TlsClient.to(peer)) {
                client.write("order-1\n");

                Wire.awaitRst(peer, SENT);
                assertThat(peer.failures()).containsExactly(failure);
            }
        }
    }

    @Nested
    class Https {

        private final Peer peer = Peer.plan()
                .tls()
                .speak(Conversation.http(request -> HttpAnswer.ok(request.target())))
                .listen();

        @Test
        void isSpokenWithHttpClient() throws Exception {
            try (peer) {
                var client = HttpClient.newBuilder()
                        .sslContext(peer.tls().clientContext())
                        .build();
                for (var target : new String[] {"/orders/1", "/orders/2"}) {
                    var request = HttpRequest.newBuilder(peer.uri(target)).build();
                    assertThat(client.send(request, BodyHandlers.ofString()).body())
                            .isEqualTo(target);
                }
                assertThat(peer.connectionCount()).isEqualTo(1);
            }
        }

        @Test
        void isSpokenWithUrlConnection() throws Exception {
            try (peer) {
                var connection =
                        (HttpsURLConnection) peer.uri("/orders").toURL().openConnection();
                connection.setSSLSocketFactory(peer.tls().clientContext().getSocketFactory());

                assertThat(connection.getInputStream().readAllBytes())
                        .asString()
                        .isEqualTo("/orders");
            }
        }
    }

    @Nested
    class Floods {

        private static final int MUCH = 20_000_000;

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void arriveInFull(TlsProtocol protocol) throws Exception {
            try (var peer = speaking(protocol)
                            .speak(Conversation.greeting("x".repeat(MUCH)))
                            .listen();
                    var client = TlsClient.to(peer)) {
                assertThat(client.readText(MUCH)).isEqualTo("x".repeat(MUCH));
            }
        }

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void areNotAnsweredFasterThanTheClientReads(TlsProtocol protocol) throws Exception {
            try (var peer = speaking(protocol).speak(Conversation.echo()).listen();
                    var client = TlsClient.to(peer)) {
                client.shakeHands();
                var writing = Background.run(() -> flood(client.socket().getOutputStream()));
                int before;
                do {
                    before = peer.transcript().size();
                    assertThat(writing.isStillBusy()).isTrue();
                } while (peer.transcript().size() > before);
                assertThat(Wire.count(peer.settledTranscript(), RECEIVED)).isLessThan(10L * MUCH / 2);

                client.socket().getInputStream().skipNBytes(10L * MUCH);
                assertThat(writing.result()).isEqualTo("all");
            }
        }

        private static String flood(OutputStream out) throws Exception {
            var piece = new byte[MUCH / 10];
            for (int i = 0; i < 100; i++) {
                out.write(piece);
            }
            return "all";
        }
    }

    @Nested
    class TheHandshake {

        @Test
        void mayComeByteByByte() throws Exception {
            try (var peer = Peer.plan()
                            .tls()
                            .speak(Conversation.replay(Step.send("hello"), Step.finish()))
                            .listen();
                    var client = EngineClient.to(peer)) {
                assertThat(client.writingByteByByte().readToTheEnd()).isEqualTo("hello");
            }
        }

        @Test
        void isInTheTranscript() throws Exception {
            try (var peer = speaking(TlsProtocol.TLS_1_3)
                            .speak(Conversation.echo())
                            .listen();
                    var client = TlsClient.to(peer)) {
                client.shakeHands();

                var established = Wire.await(peer, TlsEstablished.class);
                assertThat(established.protocol()).isEqualTo("TLSv1.3");
                assertThat(established.cipherSuite())
                        .isEqualTo(client.socket().getSession().getCipherSuite());
            }
        }
    }

    @Nested
    class LiveControl {

        @Test
        void sendsThroughTls() throws Exception {
            try (var peer = Peer.plan().tls().listen();
                    var client = TlsClient.to(peer)) {
                client.socket().startHandshake();
                peer.connection(1).send("hello");

                assertThat(client.readText(5)).isEqualTo("hello");
            }
        }

        @Test
        void waitsForTheHandshake() throws Exception {
            try (var peer = Peer.plan().tls().listen();
                    var client = TlsClient.to(peer)) {
                peer.connection(1).send("hello");

                assertThat(client.readText(5)).isEqualTo("hello");
            }
        }

        @Test
        void stallsAndResumes() throws Exception {
            try (var peer = Peer.plan().tls().speak(Conversation.echo()).listen();
                    var client = TlsClient.to(peer)) {
                client.shakeHands();
                Wire.await(peer, TlsEstablished.class);
                peer.connection(1).stall();
                client.write("hello");
                peer.connection(1).send("first");

                peer.connection(1).resume();

                assertThat(client.readText(10)).isEqualTo("firsthello");
            }
        }

        @Test
        void endsTheConnectionUnderTls() throws Exception {
            try (var peer = Peer.plan().tls().listen();
                    var client = TlsClient.to(peer)) {
                client.shakeHands();
                Wire.await(peer, TlsEstablished.class);
                peer.connection(1).halfClose();

                assertThat(client.read()).isEqualTo(-1);
                assertThat(peer.transcript().events()).noneMatch(CloseNotify.class::isInstance);
            }
        }
    }
}
