package dev.peerless.peer;

import static dev.peerless.peer.PingingPeers.INTERVAL;
import static dev.peerless.peer.PingingPeers.PING;
import static dev.peerless.peer.PingingPeers.PINGS;
import static dev.peerless.peer.PingingPeers.assertNeverEarly;
import static dev.peerless.peer.PingingPeers.intervals;
import static dev.peerless.peer.PingingPeers.letPass;
import static dev.peerless.peer.PingingPeers.pinging;
import static dev.peerless.peer.PingingPeers.sent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.fault.Connections;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Heartbeating;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A peer that sends heartbeats of its own accord. */
class SentHeartbeatsTest {

    @Nested
    class When {

        @Test
        void neverBeforeItsTime() throws Exception {
            try (var peer = pinging().listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(10 * PING.length())).isEqualTo(PING.repeat(10));

                assertNeverEarly(peer.settledTranscript().events());
            }
        }

        @Test
        void eachConnectionHasItsOwn() throws Exception {
            try (var peer = pinging().listen();
                    var first = RawClient.to(peer)) {
                first.readText(3 * PING.length());
                try (var second = RawClient.to(peer)) {
                    second.readText(2 * PING.length());

                    var ours = peer.settledTranscript().events().stream()
                            .filter(event -> event.connection() == 2)
                            .toList();
                    assertNeverEarly(ours);
                }
            }
        }

        @Test
        void tellsWhenTheFirstOneIsLeftOut() throws Exception {
            var pings = PINGS.atMost(2);
            try (var peer = Peer.plan().heartbeats(pings).listen();
                    var client = RawClient.to(peer)) {
                client.readText(2 * PING.length());
                letPass(5);

                var events = peer.settledTranscript().events();
                var mutings = events.stream()
                        .filter(WireEvent.Muted.class::isInstance)
                        .map(WireEvent.Muted.class::cast)
                        .toList();
                assertThat(mutings).hasSize(1);
                assertThat(mutings.get(0).after()).isEqualTo(2);
                assertThat(intervals(mutings.get(0), events.get(0))).isGreaterThanOrEqualTo(3);
                assertThat(peer.settledTranscript().toString())
                        .contains("mute       after 2 heartbeats (" + pings + ")");
            }
        }

        @Test
        void severalKindsBeatSideBySide() throws Exception {
            try (var peer = Peer.plan()
                            .heartbeats(PINGS.atMost(2))
                            .heartbeats(Heartbeating.sending(Bytes.parse("hex: 08"), INTERVAL.dividedBy(2))
                                    .atMost(3))
                            .listen();
                    var client = RawClient.to(peer)) {
                var text = client.readText(2 * PING.length() + 3);

                assertThat(text.replace("\b", "")).isEqualTo(PING.repeat(2));
            }
        }
    }

    @Nested
    class HowMany {

        @Test
        void goesMuteAndStaysConnected() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .heartbeats(PINGS.atMost(2))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(2 * PING.length())).isEqualTo(PING.repeat(2));
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                client.write("still there?");
                assertThat(client.read()).isEqualTo("still there?");
            }
        }

        @Test
        void onTheConnectionsThatAreMeant() throws Exception {
            try (var peer = Peer.plan()
                            .heartbeats(PINGS.on(Connections.only(2)))
                            .listen();
                    var first = RawClient.to(peer);
                    var second = RawClient.to(peer)) {
                assertThat(second.readText(PING.length())).isEqualTo(PING);
                assertThat(first.readForAMoment()).isEqualTo("Read timed out");
            }
        }
    }

    @Nested
    class BesideAConversation {

        @Test
        void betweenAnswersAndNeverWithinOne() throws Exception {
            var answer = "x".repeat(300_000);
            try (var peer = Peer.plan()
                            .speak(Conversation.lines(line -> answer))
                            .heartbeats(Heartbeating.sending(PING, Duration.ofMillis(1)))
                            .listen();
                    var client = RawClient.to(peer.address(), 4096)) {
                var in =
                        new BufferedReader(new InputStreamReader(client.socket().getInputStream(), UTF_8));
                var lines = new ArrayList<String>();
                while (Collections.frequency(lines, "PING") < 10) {
                    client.write("more\n");
                    do {
                        lines.add(in.readLine().replace(answer, "answer"));
                    } while (!lines.get(lines.size() - 1).equals("answer"));
                }
                assertThat(lines).containsOnly("answer", "PING");
            }
        }

        @Test
        void behindAGreeting() throws Exception {
            try (var peer = pinging().speak(Conversation.greeting("hello\n")).listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(11)).isEqualTo("hello\n" + PING);
            }
        }

        @Test
        void whateverIsSpokenInstead() throws Exception {
            try (var peer = pinging().listen()) {
                peer.speak(Conversation.echo());
                try (var client = RawClient.to(peer)) {
                    client.write("a");
                    var read = client.readText(1);
                    while (!read.contains("a")) {
                        read += client.readText(1);
                    }
                    // What is beaten before the answer, and after it.
                    assertThat(read + client.readText(PING.length())).matches("(PING\n)*aPING\n");
                }
            }
        }

        @Test
        void goesOnOnceWhatWaitsIsTaken() throws Exception {
            var large = "x".repeat(100_000);
            try (var peer = Peer.plan()
                            .heartbeats(Heartbeating.sending(large, Duration.ofMillis(1)))
                            .listen();
                    var client = RawClient.to(peer.address(), 4096)) {
                letPass(20);
                // More than the kernel takes has fallen due by now.
                assertThat(client.readText(10_000_000)).hasSize(10_000_000);
            }
        }
    }

    @Nested
    class UnderTls {

        @Test
        void countsFromTheHandshakeOn() throws Exception {
            try (var peer = pinging().tls().listen();
                    var client = TlsClient.to(peer).shakeHands()) {
                assertThat(client.readText(3 * PING.length())).isEqualTo(PING.repeat(3));

                var established = Wire.await(peer, WireEvent.TlsEstablished.class);
                var beats = sent(peer.settledTranscript().events());
                assertThat(beats.get(beats.size() - 1).nanos() - established.nanos())
                        .isGreaterThanOrEqualTo(INTERVAL.multipliedBy(3).toNanos());
            }
        }
    }

    @Nested
    class OfAClientPeer {

        @Test
        void goToTheServerUnderTest() throws Exception {
            try (var server = RawServer.listening();
                    var client = ClientPeer.plan().heartbeats(PINGS.atMost(2)).create()) {
                client.send(server.address(), "HELLO\n");
                try (var served = server.accept()) {
                    assertThat(served.readText(16)).isEqualTo("HELLO\n" + PING.repeat(2));
                    assertThat(served.readForAMoment()).isEqualTo("Read timed out");
                }
            }
        }

        @Test
        void answerThoseOfTheServerUnderTest() throws Exception {
            try (var server = RawServer.listening();
                    var client = ClientPeer.plan()
                            .heartbeats(Heartbeating.answering(PING, "PONG\n").atMost(1))
                            .create()) {
                client.connect(server.address());
                try (var served = server.accept()) {
                    served.write(PING);
                    assertThat(served.readText(5)).isEqualTo("PONG\n");
                    served.write(PING);
                    assertThat(served.readForAMoment()).isEqualTo("Read timed out");
                }
            }
        }
    }

    @Nested
    class Misuse {

        private static final InetSocketAddress UPSTREAM = new InetSocketAddress("127.0.0.1", 5432);

        @Test
        void isNotForARelay() {
            var setup = pinging().relayTo(UPSTREAM);

            assertThatIllegalArgumentException()
                    .isThrownBy(setup::listen)
                    .withMessage("a relay passes on the heartbeats of both sides, but this one sends heartbeats"
                            + " \"PING\\n\" every 20 ms itself");
        }

        @Test
        void aPeerThatHasThemIsNotMadeARelay() {
            try (var peer = pinging().listen()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.relayTo(UPSTREAM))
                        .withMessage("a relay passes on the heartbeats of both sides, but this peer sends heartbeats"
                                + " \"PING\\n\" every 20 ms itself and is told that it relays to 127.0.0.1:5432");
            }
        }
    }
}
