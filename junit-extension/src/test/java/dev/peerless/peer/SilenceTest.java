package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a plain socket sees of a peer that does not answer: nothing, in one way or another. */
class SilenceTest {

    /** More than any send buffer and receive window take together. */
    private static final int FLOOD = 64 << 20;

    @Nested
    class AcceptingAndSayingNothing {

        @Test
        void letsReadsTimeOutAndWritesArrive() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(client.write("one")).isEqualTo("ok");
                assertThat(client.write("two")).isEqualTo("ok");

                assertThat(Wire.payload(Wire.awaitReceived(peer, 6), RECEIVED)).isEqualTo(Bytes.utf8("onetwo"));
            }
        }

        @Test
        void answersAFinWithAFin() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = RawClient.to(peer)) {
                client.finish();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(Wire.awaitFin(peer, SENT).origin()).hasToString("conversation");
            }
        }
    }

    @Nested
    class Stall {

        @Test
        void letsWritesSucceedUntilTheWindowIsFullAndEverythingArriveAfterwards() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.Stalled.class);
                var writing = Background.run(() -> client.write("x".repeat(FLOOD)));
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(writing.isStillBusy()).isTrue();
                assertThat(Wire.count(peer.settledTranscript(), RECEIVED)).isZero();

                peer.connection(1).resume();

                assertThat(writing.result()).isEqualTo("ok");
                assertThat(Wire.count(Wire.awaitReceived(peer, FLOOD), RECEIVED))
                        .isEqualTo(FLOOD);
            }
        }

        @Test
        void keepsWhatWasReadBeyondItsByteForLater() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.stall(afterReceiving(3)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("abcdef");
                assertThat(client.readText(2)).isEqualTo("ab");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                client.write("ghi");

                peer.connection(1).resume();

                assertThat(client.readText(7)).isEqualTo("cdefghi");
            }
        }

        @Test
        void keepsWhatItWasTellingForLater() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("220 ready\r\n"))
                            .fault(Fault.stall(afterSending(4)))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(4)).isEqualTo("220 ");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                peer.connection(1).resume();

                assertThat(client.readText(7)).isEqualTo("ready\r\n");
            }
        }

        @Test
        void endsByItselfWhenItLastsForATime() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.stall(afterReceiving(1), Duration.ofMillis(100)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("ab");

                assertThat(client.readText(2)).isEqualTo("ab");
                var stalled = Wire.await(peer, WireEvent.Stalled.class);
                var resumed = Wire.await(peer, WireEvent.Resumed.class);
                assertThat(Duration.ofNanos(resumed.nanos() - stalled.nanos()))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
            }
        }

        @Test
        void givesWayToACloseThatComesLater() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.stall(onConnect()))
                            .fault(Fault.close(onDemand()))
                            .listen();
                    var client = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.Stalled.class);
                peer.connection(1).fire();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("lost")).isEqualTo("ok");
                Wire.awaitRst(peer, SENT);
                assertThat(client.write("x")).isEqualTo("SocketException: Broken pipe");
            }
        }

        @Test
        void givesWayToAReset() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.Stalled.class);

                peer.connection(1).reset();

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            }
        }
    }

    @Nested
    class Vanishing {

        @Test
        void takesEverythingAndAnswersNothing() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.vanish(afterReceiving(3)))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.write("abcdef");
                assertThat(client.readText(2)).isEqualTo("ab");

                assertThat(client.write("x".repeat(FLOOD))).isEqualTo("ok");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                client.finish();

                Wire.awaitFin(peer, RECEIVED);
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(Wire.count(peer.settledTranscript(), RECEIVED)).isEqualTo(6 + FLOOD);
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(2);
            }
        }

        @Test
        void showsWhenTheClientGaveUp() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                client.reset();

                assertThat(Wire.awaitRst(peer, RECEIVED).origin()).hasToString("");
            }
        }

        @Test
        void endsAStall() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.Stalled.class);
                peer.connection(1).vanish();

                assertThat(client.write("abc")).isEqualTo("ok");
                Wire.awaitReceived(peer, 3);
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            }
        }
    }
}
