package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where the peer speaks TLS itself, what is said under it is what is judged. */
class TlsPayloadTest {

    private static Peer echo() {
        return Peer.plan().tls().speak(Conversation.echo()).listen();
    }

    private static String withoutTls(String message) {
        return message.replaceAll("(?m)^ +#\\d+ _.{5}TLS .*\\n", "");
    }

    @Nested
    class HowOftenSomethingIsSent {

        @Test
        void isCounted() throws IOException {
            try (var peer = echo();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("INSERT 1");

                assertThatConnections(peer)
                        .sentAtMostOnce("INSERT")
                        .sentExactlyOnce("INSERT")
                        .sentAtMostOnceFor("INSERT", SHORT)
                        .sentAtMostOnce(Pattern.compile("INS.RT"));
            }
        }

        @Test
        void isCountedOverAllConnections() throws IOException {
            try (var peer = echo();
                    var first = TlsSpeaker.connectTo(peer);
                    var second = TlsSpeaker.connectTo(peer)) {
                first.ask("INSERT");
                second.ask("INSERT");

                assertThat(withoutTls(
                                failureOf(() -> assertThatConnections(peer).sentAtMostOnce("INSERT"))))
                        .isEqualTo("""
                                Expecting peer on port _ (speaks TLS, echoes)
                                to have been sent 6 B "INSERT" at most once,
                                but it was sent 2 times: on #1 at _, on #2 at _.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #2 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 6 B  "INSERT"
                                   #1 _  >  data 6 B  "INSERT"
                                >  #2 _  <  data 6 B  "INSERT"
                                   #2 _  >  data 6 B  "INSERT\"""");
                assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnceFor("INSERT", FAR)))
                        .contains("but it was sent 2 times");
                assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce(Pattern.compile("INS.RT"))))
                        .contains("but it was sent 2 times");
            }
        }
    }

    @Nested
    class Requests {

        private static void post(Peer peer) throws IOException, InterruptedException {
            var client = HttpClient.newBuilder()
                    .sslContext(peer.tls().clientContext())
                    .build();
            var request = HttpRequest.newBuilder(peer.uri("/orders"))
                    .POST(BodyPublishers.ofString("x"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }

        @Test
        void areCounted() throws Exception {
            try (var peer = Peer.plan()
                    .tls()
                    .speak(Conversation.http(HttpAnswer.ok("")))
                    .listen()) {
                post(peer);
                assertThatConnections(peer)
                        .hasRequestCount(1)
                        .sentRequestAtMostOnce("POST", "/orders")
                        .sentRequestExactlyOnce("POST", "/orders");
                assertThat(failureOf(() -> assertThatConnections(peer).hasRequestCount(0)))
                        .contains("but it was sent 1 times: on #1 at _");

                post(peer);
                assertThat(failureOf(() -> assertThatConnections(peer).sentRequestAtMostOnce("POST", "/orders")))
                        .contains("but it was sent 2 times: on #1 at _, on #2 at _");
            }
        }
    }

    @Nested
    class WhatIsReceived {

        @Test
        void isWhatWasSaid() throws IOException {
            try (var peer = echo();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("hello ").ask("world");

                assertThatConnection(peer)
                        .received("hello world")
                        .receivedContaining("o w")
                        .receivedData()
                        .hasSize(11);
                assertThatConnections(peer).sentInOrder("hello", "world");
                assertThat(peer.connection(1).received().utf8()).isEqualTo("hello world");
            }
        }

        @Test
        void isNotWhatWentOverTheWire() throws IOException {
            try (var peer = echo();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("hello");

                assertThat(failureOf(() -> assertThatConnection(peer).received("other")))
                        .contains("but it received 5 B \"hello\"");
            }
        }

        @Test
        void isNothingAsLongAsNothingIsSaid() throws IOException {
            try (var peer = Peer.plan()
                            .tls()
                            .speak(Conversation.greeting("welcome"))
                            .listen();
                    var client = TlsSpeaker.connectTo(peer)) {
                assertThat(client.read()).isEqualTo('w');
                assertThatConnection(peer).receivedNothing();

                client.send("x");
                assertThatConnection(peer).received("x");
                assertThat(failureOf(() -> assertThatConnection(peer).receivedNothing()))
                        .contains("but it received 1 B \"x\"");
            }
        }

        @Test
        void endsWhereTlsFails() throws IOException {
            try (var peer = echo();
                    var client = TlsSpeaker.distrusting(peer)) {
                assertThatThrownBy(() -> client.ask("hello")).isInstanceOf(SSLException.class);

                assertThatConnections(peer).sentAtMostOnce("hello");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).received("hello")))
                        .containsPattern("but it received nothing before TLS failed: .*Received fatal alert: cert")
                        .doesNotContain("unreadable");
            }
        }
    }

    @Nested
    class Heartbeats {

        @Test
        void areSeen() throws IOException {
            try (var peer = echo();
                    var client = TlsSpeaker.connectTo(peer)) {
                client.ask("PING\n");
                assertThatConnection(peer).sentHeartbeats(line("PING"));

                client.sendFin();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).sentHeartbeats(line("PONG"))))
                        .contains("but none came before the code under test sent FIN");
            }
        }
    }
}
