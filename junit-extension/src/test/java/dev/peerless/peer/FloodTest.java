package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Replies;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.Transcript;
import dev.peerless.wire.Bytes;
import java.io.OutputStream;
import java.net.SocketException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloodTest {

    private static int recorded(Transcript transcript) {
        return Wire.payload(transcript, RECEIVED).size()
                + Wire.payload(transcript, SENT).size();
    }

    @Nested
    class Payload {

        @Test
        void isRecordedUpToItsLimitAndThenOnlyCounted() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = RawClient.to(peer)) {
                client.write("x".repeat(100_000));

                var transcript = Wire.awaitReceived(peer, 100_000);

                assertThat(Wire.payload(transcript, RECEIVED)).isEqualTo(Bytes.utf8("x".repeat(64 * 1024)));
                assertThat(Wire.count(transcript, RECEIVED)).isEqualTo(100_000);
            }
        }

        @Test
        void isSaidToBeMissingBeyond() throws Exception {
            try (var peer = Peer.plan().recordPayloadUpTo(4).listen();
                    var client = RawClient.to(peer)) {
                client.write("abcdef");
                Wire.awaitReceived(peer, 6);
                client.write("gh");

                assertThat(Wire.awaitReceived(peer, 8).toString())
                        .contains("data 6 B  \"abcd\"...", "data 2 B  (payload not recorded)");
            }
        }

        @Test
        void hasALimitForEachDirection() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .recordPayloadUpTo(5)
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("1234567");
                client.readText(7);
                client.finish();
                Wire.awaitFin(peer, SENT);

                assertThat(Wire.payload(peer.settledTranscript(), RECEIVED)).isEqualTo(Bytes.utf8("12345"));
                assertThat(Wire.payload(peer.settledTranscript(), SENT)).isEqualTo(Bytes.utf8("12345"));
            }
        }

        @Test
        void hasALimitForEachConnection() throws Exception {
            try (var peer = Peer.plan().recordPayloadUpTo(3).listen();
                    var first = RawClient.to(peer);
                    var second = RawClient.to(peer)) {
                first.write("12345");
                second.write("12345");

                assertThat(recorded(Wire.awaitReceived(peer, 10))).isEqualTo(6);
            }
        }

        @Test
        void canBeLeftOut() throws Exception {
            try (var peer = Peer.plan().recordPayloadUpTo(0).listen();
                    var client = RawClient.to(peer)) {
                client.write("abc");

                assertThat(recorded(Wire.awaitReceived(peer, 3))).isZero();
            }
        }
    }

    @Nested
    class Floods {

        private static final int PIECE = 1 << 20;
        private static final int PIECES = 512;
        private static final long FLOOD = (long) PIECE * PIECES;

        private static String flood(OutputStream out) throws Exception {
            var piece = new byte[PIECE];
            for (int i = 0; i < PIECES; i++) {
                out.write(piece);
            }
            return "all";
        }

        @Test
        void areCountedInFewEventsWithoutFillingTheMemory() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = RawClient.to(peer)) {
                flood(client.socket().getOutputStream());

                var transcript = Wire.awaitReceived(peer, FLOOD);

                assertThat(recorded(transcript)).isEqualTo(PeerPlan.DEFAULT_RECORDED_PAYLOAD);
                // Ten a second once the payload is full, and at most one for each byte before.
                assertThat(transcript.size()).isLessThan(PeerPlan.DEFAULT_RECORDED_PAYLOAD / 16);
            }
        }

        @Test
        void ofOneByteWritesCostNoMoreThanTheLimitAllows() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .recordPayloadUpTo(100)
                            .listen();
                    var client = RawClient.to(peer)) {
                for (int i = 0; i < 5_000; i++) {
                    client.write("x");
                    client.readText(1);
                }
                assertThat(recorded(peer.transcript())).isEqualTo(200);
                assertThat(peer.transcript().size()).isLessThan(5_000);
            }
        }

        @Test
        void areNotAnsweredFasterThanTheClientReads() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var client = RawClient.to(peer.address(), 8192)) {
                var writing = Background.run(() -> flood(client.socket().getOutputStream()));
                int before;
                do {
                    before = peer.transcript().size();
                    assertThat(writing.isStillBusy()).isTrue();
                } while (peer.transcript().size() > before);
                assertThat(Wire.count(peer.settledTranscript(), RECEIVED)).isLessThan(FLOOD / 4);

                client.socket().getInputStream().skipNBytes(FLOOD);
                assertThat(writing.result()).isEqualTo("all");
            }
        }

        @Test
        void intoABlackHoleAreTaken() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = RawClient.to(peer)) {
                assertThat(flood(client.socket().getOutputStream())).isEqualTo("all");
                assertThat(Wire.count(Wire.awaitReceived(peer, FLOOD), RECEIVED))
                        .isEqualTo(FLOOD);
            }
        }
    }

    @Nested
    class ConversationsThatThrow {

        private static final IllegalStateException FAILURE = new IllegalStateException("no such order");

        /** Throws when it is told to begin, has connected, has received, or has heard the FIN. */
        private static Conversation throwing(String when) {
            return () -> {
                throwIf(when.equals("begin"));
                return new Dialogue() {
                    @Override
                    public void connected(Replies replies) {
                        throwIf(when.equals("connected"));
                    }

                    @Override
                    public void received(Bytes bytes, Replies replies) {
                        throwIf(when.equals("received"));
                    }

                    @Override
                    public void finished(Replies replies) {
                        throwIf(when.equals("finished"));
                    }
                };
            };
        }

        private static void throwIf(boolean now) {
            if (now) {
                throw FAILURE;
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"begin", "connected", "received", "finished"})
        void areReportedAndResetTheConnection(String when) throws Exception {
            try (var peer = Peer.plan().speak(throwing(when)).listen()) {
                // Where it throws at once, the RST may be there before the client has written, or even is connected.
                boolean atOnce = when.equals("begin") || when.equals("connected");
                try (var client = RawClient.to(peer)) {
                    var written = client.write("x");
                    if (atOnce && !written.equals("ok")) {
                        assertThat(written).isEqualTo("SocketException: Connection reset by peer");
                    } else {
                        if (when.equals("finished")) {
                            client.finish();
                        }
                        assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                    }
                } catch (SocketException resetFasterThanThat) {
                    assertThat(atOnce).as("%s", resetFasterThanThat).isTrue();
                }
                assertThat(peer.failures()).containsExactly(FAILURE);
                assertThat(Wire.awaitRst(peer, SENT).origin()).hasToString("conversation");
                assertThat(peer.transcript().toString())
                        .contains("failed     java.lang.IllegalStateException: no such order");
            }
        }

        @Test
        void doNotConcernOtherConnectionsNorOtherPeers() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.lines(line -> String.valueOf(100 / Integer.parseInt(line))))
                            .listen();
                    var good = RawClient.to(peer);
                    var bad = RawClient.to(peer)) {
                bad.write("0\n");
                assertThat(bad.read()).isEqualTo("SocketException: Connection reset");

                good.write("4\n");
                assertThat(good.readText(3)).isEqualTo("25\n");
                assertThat(peer.failures()).singleElement().isInstanceOf(ArithmeticException.class);
            }
        }

        @Test
        void areReportedAlsoWhenTheyAreCalledAfterAStall() throws Exception {
            try (var peer = Peer.plan()
                            .speak(throwing("received"))
                            .fault(Fault.stall(Trigger.onConnect()))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("x");
                peer.connection(1).resume();

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                assertThat(peer.failures()).containsExactly(FAILURE);
            }
        }
    }
}
