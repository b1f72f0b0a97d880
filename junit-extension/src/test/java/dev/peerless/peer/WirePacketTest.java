package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each effect puts on the wire, segment by segment. */
class WirePacketTest {

    @BeforeAll
    static void needsTheRightToCapture() {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
    }

    @Nested
    class Reset {

        @ParameterizedTest(name = "watching releases: {0}")
        @ValueSource(booleans = {true, false})
        void isARstAlone(boolean watching) throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(onDemand()))
                            .watchReleases(watching)
                            .listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                peer.connection(1).fire();
                client.read();

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "> RST");
            }
        }

        @Test
        void followsExactlyTheBytesThatCameBefore() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Asked.answering("220 ready\r\n"))
                            .fault(Fault.reset(afterSending(5)))
                            .listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = Asked.asking(peer)) {
                client.readText(5);
                client.read();

                assertThat(capture.flow(client.port()))
                        .containsExactly("< SYN", "> SYN", "< data 1", "> data 5", "> RST");
            }
        }

        @Test
        void comesInsteadOfTheAnswerToTheLastByte() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.reset(afterReceiving(3)))
                            .listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                client.write("abc");
                client.readText(2);
                client.read();

                assertThat(capture.flow(client.port()))
                        .containsExactly("< SYN", "> SYN", "< data 3", "> data 2", "> RST");
            }
        }

        @Test
        void isHowAPeerThatIsClosedEndsItsConnections() throws Exception {
            try (var peer = Peer.plan().listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.Connected.class);
                close(peer);
                client.read();

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "> RST");
            }
        }

        private static void close(Peer peer) {
            peer.close();
        }
    }

    @Nested
    class Close {

        @Test
        void isAFinAndARstOnlyAfterTheNextData() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(onConnect())).listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                client.read();
                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "> FIN");
                client.write("lost");
                Wire.awaitRst(peer, SENT);
                client.write("x");

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "> FIN", "< data 4", "> RST");
            }
        }

        @Test
        void isAFinAloneWhenTheClientClosesToo() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(onConnect())).listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                client.read();
                client.finish();
                Wire.awaitFin(peer, RECEIVED);

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "> FIN", "< FIN");
            }
        }

        @Test
        void atOnceIsAFinAndARst() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.closeAtOnce(afterReceiving(5)))
                            .listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                client.write("hello");
                Wire.awaitRst(peer, SENT);
                client.read();

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "< data 5", "> FIN", "> RST");
            }
        }
    }

    @Nested
    class HalfClose {

        @Test
        void isAFinWhateverIsSentAfterwards() throws Exception {
            try (var peer = Peer.plan().fault(Fault.halfClose(onConnect())).listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                client.read();
                client.write("one");
                Wire.awaitReceived(peer, 3);
                client.write("two");
                Wire.awaitReceived(peer, 6);

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "> FIN", "< data 6");
            }
        }
    }

    @Nested
    class Nothing {

        @Test
        void isWhatAStallSends() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.stall(onConnect()))
                            .listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                client.write("hello");
                client.readForAMoment();
                client.finish();
                client.readForAMoment();

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "< data 5", "< FIN");
            }
        }

        @Test
        void isWhatAVanishedPeerSends() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .fault(Fault.vanish(onConnect()))
                            .listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                client.write("hello");
                Wire.awaitReceived(peer, 5);
                client.finish();
                Wire.awaitFin(peer, RECEIVED);

                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "< data 5", "< FIN");
            }
        }

        @Test
        void isWhatAForgetfulFirewallSendsUntilTheNextPacket() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.idleFirewall(Duration.ofMillis(100), FirewallAction.RESET_ON_NEXT_PACKET))
                            .listen();
                    var capture = PacketCapture.start(peer.port());
                    var client = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.Vanished.class);
                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN");
                client.write("lost");
                client.read();

                assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "< data 4", "> RST");
            }
        }
    }

    @Nested
    class Refusal {

        @Test
        void isARstThatAnswersTheSyn() throws Exception {
            try (var peer = Peer.plan().fault(Fault.refuse()).listen()) {
                assertSynAnsweredWithRst(peer);
            }
        }

        @Test
        void isTheSameWhenItBeginsLater() throws Exception {
            try (var peer = Peer.plan().listen()) {
                peer.stopListening();
                assertSynAnsweredWithRst(peer);
            }
        }

        private static void assertSynAnsweredWithRst(Peer peer) throws Exception {
            try (var capture = PacketCapture.start(peer.port());
                    var socket = new Socket()) {
                socket.bind(new InetSocketAddress(peer.host(), 0));
                int port = socket.getLocalPort();
                Assertions.assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> socket.connect(peer.address()));

                assertThat(capture.flow(port)).containsExactly("< SYN", "> RST");
            }
        }
    }
}
