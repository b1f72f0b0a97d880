package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent.CloseNotify;
import dev.peerless.transcript.WireEvent.Fin;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a conversation under TLS ends. An engine of the JDK's judges whether close_notify came. */
class TlsCloseTest {

    private static final Conversation ONE_ANSWER = Conversation.replay(Step.send("answer"), Step.finish());

    private static Peer peer(TlsProtocol protocol, boolean closeNotify) {
        var tls = Tls.wellBehaved().speaking(protocol);
        return Peer.plan()
                .tls(closeNotify ? tls : tls.withoutCloseNotify())
                .speak(ONE_ANSWER)
                .listen();
    }

    private static List<Object> ends(Peer peer) throws InterruptedException {
        Wire.awaitFin(peer, SENT);
        return peer.transcript().events().stream()
                .filter(event -> event instanceof CloseNotify notify && notify.direction() == SENT
                        || event instanceof Fin fin && fin.direction() == SENT)
                .map(event -> (Object) event.getClass())
                .toList();
    }

    @Nested
    class WhatThePeerSaysLast {

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isCloseNotifyBeforeItsFin(TlsProtocol protocol) throws Exception {
            try (var peer = peer(protocol, true);
                    var client = EngineClient.to(peer)) {
                assertThat(client.readToTheEnd()).isEqualTo("answer");
                client.closeInbound();
                assertThat(ends(peer)).containsExactly(CloseNotify.class, Fin.class);
            }
        }

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isAFinAloneIfTheAnswerIsToBeCut(TlsProtocol protocol) throws Exception {
            try (var peer = peer(protocol, false);
                    var client = EngineClient.to(peer)) {
                assertThat(client.readToTheEnd()).isEqualTo("answer");
                assertThatThrownBy(client::closeInbound)
                        .isInstanceOf(SSLException.class)
                        .hasMessageContaining("closing inbound before receiving peer's close_notify");
                assertThat(ends(peer)).containsExactly(Fin.class);
            }
        }

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isTheSameForASocketOfTheJdk(TlsProtocol protocol) throws Exception {
            for (boolean closeNotify : new boolean[] {true, false}) {
                try (var peer = peer(protocol, closeNotify);
                        var client = TlsClient.to(peer)) {
                    assertThat(client.readText(7)).isEqualTo("answer");
                }
            }
        }
    }

    @Nested
    class WhatTheClientSaysLast {

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isHeard(TlsProtocol protocol) throws Exception {
            try (var peer = Peer.plan()
                    .tls(Tls.wellBehaved().speaking(protocol))
                    .speak(Conversation.echo())
                    .listen()) {
                try (var client = TlsClient.to(peer)) {
                    client.write("x");
                    assertThat(client.read()).isEqualTo('x');
                }
                assertThat(Wire.await(peer, CloseNotify.class).direction()).isEqualTo(RECEIVED);
                assertThat(ends(peer)).containsExactly(CloseNotify.class, Fin.class);
                assertThat(peer.failures()).isEmpty();
            }
        }

        @Test
        void isAnsweredByAFinAloneIfThePeerNeverSaysIt() throws Exception {
            try (var peer = Peer.plan()
                    .tls(Tls.wellBehaved().withoutCloseNotify())
                    .speak(Conversation.echo())
                    .listen()) {
                try (var client = TlsClient.to(peer)) {
                    client.write("x");
                    assertThat(client.read()).isEqualTo('x');
                }
                assertThat(ends(peer)).containsExactly(Fin.class);
            }
        }

        @Test
        void mayBeAFinAlone() throws Exception {
            try (var peer = Peer.plan().tls().speak(Conversation.echo()).listen();
                    var client = TlsClient.to(peer)) {
                client.write("x");
                assertThat(client.read()).isEqualTo('x');
                client.wire().shutdownOutput();

                assertThat(client.read()).isEqualTo(-1);
                assertThat(ends(peer)).containsExactly(CloseNotify.class, Fin.class);
                assertThat(peer.transcript().events())
                        .noneMatch(event -> event instanceof CloseNotify notify && notify.direction() == RECEIVED);
            }
        }
    }

    @Nested
    class AnAnswerThatEndsWithTheConnection {

        private static final Conversation ANSWER = Conversation.replay(
                Step.await("\r\n\r\n"), Step.send("HTTP/1.1 200 OK\r\n\r\nhalf an answer"), Step.finish());

        @ParameterizedTest(name = "close_notify: {0}")
        @ValueSource(booleans = {true, false})
        void isTakenForWholeByTheClientsOfTheJdk(boolean closeNotify) throws Exception {
            var tls = closeNotify ? Tls.wellBehaved() : Tls.wellBehaved().withoutCloseNotify();
            try (var peer = Peer.plan().tls(tls).speak(ANSWER).listen()) {
                var client = HttpClient.newBuilder()
                        .sslContext(peer.tls().clientContext())
                        .build();
                var request = HttpRequest.newBuilder(peer.uri("/")).build();
                assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("half an answer");

                var connection = (HttpsURLConnection) peer.uri("/").toURL().openConnection();
                connection.setSSLSocketFactory(peer.tls().clientContext().getSocketFactory());
                assertThat(connection.getInputStream().readAllBytes())
                        .asString()
                        .isEqualTo("half an answer");
            }
        }
    }
}
