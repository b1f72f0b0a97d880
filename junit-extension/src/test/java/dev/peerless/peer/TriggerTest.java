package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.connectedFor;
import static dev.peerless.fault.Trigger.idleFor;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.fault.Trigger.whenReceived;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest {

    private static final String RESET = "SocketException: Connection reset";

    private static Peer echoingPeer(Fault... faults) {
        var plan = Peer.plan().speak(Conversation.echo());
        List.of(faults).forEach(plan::fault);
        return plan.listen();
    }

    @Nested
    class OnConnect {

        @Test
        void comesBeforeTheConversationSaysAnything() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("220 ready"))
                            .fault(Fault.close(onConnect()))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.read()).isEqualTo("-1");
            }
        }
    }

    @Nested
    class AfterReceiving {

        @Test
        void exactlyTheBytesBeforeTheLastAreAnswered() throws Exception {
            try (var peer = echoingPeer(Fault.reset(afterReceiving(16)));
                    var client = RawClient.to(peer)) {
                client.write("0123456789abcdefghijkl");

                assertThat(client.readText(15)).isEqualTo("0123456789abcde");
                assertThat(client.read()).isEqualTo(RESET);
            }
        }

        @Test
        void bytesAreCountedAcrossReads() throws Exception {
            try (var peer = echoingPeer(Fault.reset(afterReceiving(3)));
                    var client = RawClient.to(peer)) {
                for (var letter : List.of("a", "b")) {
                    client.write(letter);
                    assertThat(client.read()).isEqualTo(letter);
                }
                client.write("c");

                assertThat(client.read()).isEqualTo(RESET);
            }
        }
    }

    @Nested
    class AfterSending {

        @Test
        void exactlySoManyBytesAreDelivered() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Asked.answering("0123456789"))
                            .fault(Fault.reset(afterSending(7)))
                            .listen();
                    var client = Asked.asking(peer)) {
                assertThat(client.readText(7)).isEqualTo("0123456");
                assertThat(client.read()).isEqualTo(RESET);
            }
        }

        @ParameterizedTest(name = "watching releases: {0}")
        @ValueSource(booleans = {true, false})
        void evenMillionsOfBytesArriveBeforeTheReset(boolean watching) throws Exception {
            try (var peer = Peer.plan()
                            .speak(Asked.answering("x".repeat(5_000_000)))
                            .fault(Fault.reset(afterSending(3_000_000)))
                            .watchReleases(watching)
                            .listen();
                    var client = Asked.asking(peer)) {
                assertThat(client.readText(3_000_000)).hasSize(3_000_000);
                assertThat(client.read()).isEqualTo(RESET);
                assertThat(Wire.awaitRst(peer, SENT).detail()).isEmpty();
            }
        }

        @Test
        void whatAClientThatDoesNotReadMissesIsSaid() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("x".repeat(30_000_000)))
                            .fault(Fault.reset(onDemand()))
                            .listen();
                    var client = RawClient.to(peer.address(), 4096)) {
                peer.connection(1).fire();

                assertThat(Wire.awaitRst(peer, SENT).detail()).matches("[1-9]\\d* bytes not yet taken are lost");
                assertThat(client.write("x")).isEqualTo("SocketException: Connection reset by peer");
            }
        }
    }

    @Nested
    class WhenReceived {

        @Test
        void thePatternIsFoundAcrossReads() throws Exception {
            try (var peer = echoingPeer(Fault.reset(whenReceived("QUIT\r\n")));
                    var client = RawClient.to(peer)) {
                for (var piece : List.of("NOOP\r\nQ", "UIT", "\r")) {
                    client.write(piece);
                    assertThat(client.readText(piece.length())).isEqualTo(piece);
                }
                client.write("\nmore");

                assertThat(client.read()).isEqualTo(RESET);
            }
        }

        @Test
        void thePatternMayBeBytes() throws Exception {
            try (var peer = echoingPeer(Fault.close(whenReceived(Bytes.parse("hex: 00 00"))));
                    var client = RawClient.to(peer)) {
                client.write("a\0b\0\0c");

                assertThat(client.readText(4)).isEqualTo("a\0b\0");
                assertThat(client.read()).isEqualTo("-1");
            }
        }
    }

    @Nested
    class Time {

        private static final Duration TIME = Duration.ofMillis(150);

        @Test
        void anAgeIsReachedHoweverBusyTheConnectionIs() throws Exception {
            try (var peer = echoingPeer(Fault.close(connectedFor(TIME)));
                    var client = RawClient.to(peer)) {
                String answer;
                do {
                    client.write("x");
                    answer = client.read();
                } while (!answer.equals("-1"));

                var connected = Wire.await(peer, Connected.class);
                var fin = Wire.awaitFin(peer, SENT);
                assertThat(Duration.ofNanos(fin.nanos() - connected.nanos())).isGreaterThanOrEqualTo(TIME);
            }
        }

        @Test
        void idlenessIsCountedFromTheLastByte() throws Exception {
            try (var peer = echoingPeer();
                    var client = RawClient.to(peer)) {
                client.assertServed();
                peer.arm(Fault.reset(idleFor(TIME)));
                // Comes in time, unless a busy machine holds this client up.
                client.write("x");

                var rst = Wire.awaitRst(peer, SENT);
                var before = peer.transcript().events();
                var lastByte = before.get(before.indexOf(rst) - 1);
                assertThat(lastByte).isInstanceOf(Data.class);
                assertThat(Duration.ofNanos(rst.nanos() - lastByte.nanos())).isGreaterThanOrEqualTo(TIME);
            }
        }
    }

    @Nested
    class OnDemand {

        @Test
        void strikesTheConnectionThatIsToldTo() throws Exception {
            try (var peer = echoingPeer(Fault.reset(onDemand()));
                    var first = RawClient.to(peer);
                    var second = RawClient.to(peer)) {
                peer.connection(2).fire();

                assertThat(second.read()).isEqualTo(RESET);
                first.write("alive");
                assertThat(first.readText(5)).isEqualTo("alive");
            }
        }
    }

    @Nested
    class SeveralFaults {

        @Test
        void strikeInTheOrderOfTheirTriggers() throws Exception {
            try (var peer = echoingPeer(
                            Fault.reset(afterReceiving(9)),
                            Fault.stall(afterReceiving(3), Duration.ofMillis(50)),
                            Fault.stall(afterSending(6), Duration.ofMillis(50)));
                    var client = RawClient.to(peer)) {
                client.write("abcdefghijkl");

                // The answers to what came before the ninth byte are cut at the sixth, and then the reset strikes.
                assertThat(client.readText(6)).isEqualTo("abcdef");
                assertThat(client.read()).isEqualTo(RESET);
                assertThat(peer.transcript().events().stream().filter(Stalled.class::isInstance))
                        .extracting(event -> ((Stalled) event).origin().toString())
                        .containsExactly(
                                "stalls for 50 ms after receiving 3 bytes", "stalls for 50 ms after sending 6 bytes");
            }
        }

        @Test
        void atTheSameByteStrikeInTheOrderOfTheirDeclaration() throws Exception {
            try (var peer = echoingPeer(Fault.halfClose(afterReceiving(3)), Fault.reset(afterReceiving(3)));
                    var client = RawClient.to(peer)) {
                client.write("abc");
                Wire.awaitRst(peer, SENT);

                assertThat(peer.transcript().events())
                        .extracting(event -> event.getClass().getSimpleName())
                        .endsWith("Fin", "Rst");
                assertThat(client.readText(2)).isEqualTo("ab");
                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void doNotCountAnAnswerThatIsNotSent() throws Exception {
            try (var peer = echoingPeer(Fault.reset(afterReceiving(3)), Fault.halfClose(afterSending(3)));
                    var client = RawClient.to(peer)) {
                client.write("abc");

                assertThat(client.readText(2)).isEqualTo("ab");
                assertThat(client.read()).isEqualTo(RESET);
                assertThat(peer.transcript().events()).noneMatch(Fin.class::isInstance);
            }
        }

        @Test
        void countAnAnswerThatAStallHasKept() throws Exception {
            try (var peer = echoingPeer(Fault.stall(afterReceiving(3)), Fault.reset(afterSending(3)));
                    var client = RawClient.to(peer)) {
                client.write("abcdef");
                assertThat(client.readText(2)).isEqualTo("ab");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                peer.connection(1).resume();

                assertThat(client.readText(1)).isEqualTo("c");
                assertThat(client.read()).isEqualTo(RESET);
            }
        }

        @Test
        void countForEachConnectionAnew() throws Exception {
            var echo = new ListeningEcho();
            try (var peer = Peer.plan()
                    .speak(echo)
                    .fault(Fault.reset(afterReceiving(2)))
                    .listen()) {
                for (int i = 0; i < 3; i++) {
                    try (var client = RawClient.to(peer)) {
                        client.write("abc");
                        assertThat(client.read()).isEqualTo("a");
                        assertThat(client.read()).isEqualTo(RESET);
                    }
                }
                assertThat(echo.heard()).isEqualTo("ababab");
            }
        }
    }
}
