package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Framing;
import dev.peerless.wire.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heartbeats that a peer sends, and those that it answers, as annotations say. */
class HeartbeatAnnotationTest {

    @Nested
    class Sending {

        @Test
        void goesOn(@PeerSendsHeartbeats(every = "10ms", message = "PING\n") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receives("PING\n".repeat(5));
            }
        }

        @Test
        void goesMuteBesideWhateverElseItSpeaks(
                @PeerSendsHeartbeats(every = "10ms", message = "hex: 08 00 CE", atMost = 2) @PeerEchoes Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                for (int expected : new int[] {0x08, 0x00, 0xCE, 0x08, 0x00, 0xCE}) {
                    assertThat(client.read()).isEqualTo(expected);
                }
                client.receivesNothing().send("still there?").receives("still there?");
            }
        }

        @Test
        void maySendSeveralOnSeveralConnections(
                @PeerSendsHeartbeats(every = "10ms", message = "a", connections = "1")
                        @PeerSendsHeartbeats(every = "10ms", message = "b", connections = "2-")
                        Peer peer)
                throws Exception {
            try (var first = new RawClient(peer);
                    var second = new RawClient(peer)) {
                first.receives("aaa");
                second.receives("bbb");
            }
        }

        @Test
        void isDoneByClientsToo(@PeerSendsHeartbeats(every = "10ms", message = "PING\n") ClientPeer client)
                throws Exception {
            try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                server.setSoTimeout(30_000);
                client.connect((InetSocketAddress) server.getLocalSocketAddress());
                try (var accepted = server.accept()) {
                    accepted.setSoTimeout(30_000);
                    assertThat(accepted.getInputStream().readNBytes(10))
                            .asString()
                            .isEqualTo("PING\nPING\n");
                }
            }
        }
    }

    @Nested
    class Answering {

        @Test
        void goesMuteAndAnswersAllElse(
                @PeerAnswersHeartbeats(received = "PING\n", with = "PONG\n", atMost = 2) @PeerEchoes Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("PING\n").receives("PONG\n").send("x\nPING\n").receives("x\nPONG\n");
                client.send("PING\n").receivesNothing().send("y\n").receives("y\n");
            }
        }

        @Test
        void takesBytes(@PeerAnswersHeartbeats(received = "hex: C0 00", with = "hex: D0 00") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send((byte) 0xC0, (byte) 0);
                assertThat(client.read()).isEqualTo(0xD0);
                assertThat(client.read()).isZero();
                client.send("x").receivesNothing();
            }
        }

        @Test
        void knowsWhereMessagesEnd(
                @PeerAnswersHeartbeats(received = "hex: C0 00", with = "hex: D0 00", framing = Framing.MQTT, atMost = 2)
                        @PeerEchoes
                        Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                var publishHoldingOne = Bytes.parse("hex: 30 05 00 01 61 C0 00");
                client.send(publishHoldingOne
                        .plus(Bytes.parse("hex: C0 00 C0 00 C0 00"))
                        .toArray());

                for (int expected : new int[] {'0', 5, 0, 1, 'a', 0xC0, 0, 0xD0, 0, 0xD0, 0}) {
                    assertThat(client.read()).isEqualTo(expected);
                }
                client.receivesNothing();
            }
        }

        @Test
        void mayBeAnotherOnAnotherConnection(
                @PeerAnswersHeartbeats(received = "PING\n", with = "PONG\n", atMost = 0, connections = "1")
                        @PeerAnswersHeartbeats(received = "PING\n", with = "PONG\n", connections = "2-")
                        Peer peer)
                throws Exception {
            try (var mute = new RawClient(peer);
                    var healthy = new RawClient(peer)) {
                mute.send("PING\n").receivesNothing();
                healthy.send("PING\nPING\n").receives("PONG\nPONG\n");
            }
        }

        @Test
        void knowsSeveralHeartbeats(
                @PeerAnswersHeartbeats(received = "a\n", with = "A")
                        @PeerAnswersHeartbeats(received = "b\n", with = "B")
                        Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("a\nb\nc\na\n").receives("ABA").receivesNothing();
            }
        }
    }

    @Nested
    @PeerAnswersHeartbeats(received = "PING\n", with = "PONG\n")
    @PeerSendsHeartbeats(every = "1h", message = "outer")
    class OnAClass {

        @Test
        @PeerSendsHeartbeats(every = "1m", message = "nearer", atMost = 3)
        void thoseOfTheirKindAreReplaced(Peer peer) {
            assertThat(peer.settledPlan())
                    .hasToString("answers heartbeats \"PING\\n\" with \"PONG\\n\";"
                            + " sends heartbeats \"nearer\" every 1 min, at most 3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "every      | @PeerSendsHeartbeats on parameter #1 of method Cases.every(Peer): every = \"often\", but "
                        + "must be a positive duration like \"300ms\", \"5 s\" or \"2m\".",
                "tooOften | @PeerSendsHeartbeats on parameter #1 of method Cases.tooOften(Peer): every = "
                        + "\"999μs\", but must be at least 1 ms.",
                "message    | @PeerSendsHeartbeats on parameter #1 of method Cases.message(Peer): message = \"\", but "
                        + "must be text, or \"hex:\" followed by pairs of hexadecimal digits, of at least one byte.",
                "none       | @PeerSendsHeartbeats on parameter #1 of method Cases.none(Peer): atMost = 0, but must be "
                        + "a number of heartbeats from 1.",
                "negative   | @PeerAnswersHeartbeats on parameter #1 of method Cases.negative(Peer): atMost = -1, but "
                        + "must be a number of heartbeats from 0.",
                "received   | @PeerAnswersHeartbeats on parameter #1 of method Cases.received(Peer): received = "
                        + "\"hex: C\", but must be text, or \"hex:\" followed by pairs of hexadecimal digits, of at "
                        + "least one byte.",
                "with       | @PeerAnswersHeartbeats on parameter #1 of method Cases.with(Peer): with = \"\", but must "
                        + "be text, or \"hex:\" followed by pairs of hexadecimal digits, of at least one byte.",
                "halfAMessage | @PeerAnswersHeartbeats on parameter #1 of method Cases.halfAMessage(Peer): received = "
                        + "\"hex: C0\", but must be one whole message of MQTT.",
                "framing | @PeerAnswersHeartbeats on parameter #1 of method Cases.framing(Peer): framing = {MQTT, AMQP}, "
                        + "but must be at most one.",
                "connections| @PeerAnswersHeartbeats on parameter #1 of method Cases.connections(Peer): connections = "
                        + "\"0\", but must be like \"1\", \"2-4\", \"3-\" or \"all\".",
            })
    void aMisuseIsToldByItsPlace(String method, String message) {
        assertThat(InnerRun.of(Cases.class, method).misuse()).isEqualTo(message);
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void every(@PeerSendsHeartbeats(every = "often", message = "x") Peer peer) {}

        @Test
        void tooOften(@PeerSendsHeartbeats(every = "999μs", message = "x") Peer peer) {}

        @Test
        void message(@PeerSendsHeartbeats(every = "1s", message = "") Peer peer) {}

        @Test
        void none(@PeerSendsHeartbeats(every = "1s", message = "x", atMost = 0) Peer peer) {}

        @Test
        void negative(@PeerAnswersHeartbeats(received = "x", with = "y", atMost = -1) Peer peer) {}

        @Test
        void received(@PeerAnswersHeartbeats(received = "hex: C", with = "y") Peer peer) {}

        @Test
        void with(@PeerAnswersHeartbeats(received = "x", with = "") Peer peer) {}

        @Test
        void halfAMessage(@PeerAnswersHeartbeats(received = "hex: C0", with = "y", framing = Framing.MQTT) Peer peer) {}

        @Test
        void framing(
                @PeerAnswersHeartbeats(
                                received = "x",
                                with = "y",
                                framing = {Framing.MQTT, Framing.AMQP})
                        Peer peer) {}

        @Test
        void connections(@PeerAnswersHeartbeats(received = "x", with = "y", connections = "0") Peer peer) {}
    }
}
