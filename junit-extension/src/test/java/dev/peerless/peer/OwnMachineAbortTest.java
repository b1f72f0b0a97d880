package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.transcript.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Released;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The code under test's own machine really ends its socket. */
class OwnMachineAbortTest {

    private static final String ABORTED = "SocketException: Software caused connection abort";
    private static final String BROKEN = "SocketException: Broken pipe";

    @BeforeAll
    static void needsTheRightToKillSockets() {
        Endpoint.whyNot(PeerPlan.builder().fault(Fault.abort(onConnect())).build())
                .ifPresent(Assumptions::abort);
    }

    @Nested
    class TheCodeUnderTest {

        @Test
        void readsTheAbortOnceAndNothingAfterwards() throws Exception {
            try (var peer = abortsAfterReceiving(5);
                    var client = RawClient.to(peer)) {
                client.write("hello");

                assertThat(client.read()).isEqualTo(ABORTED);
                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("x")).isEqualTo(BROKEN);
            }
        }

        @Test
        void writesIntoTheAbortOnceAndIntoABrokenPipeAfterwards() throws Exception {
            try (var peer = abortsAfterReceiving(5);
                    var client = RawClient.to(peer)) {
                client.write("hello");
                Wire.await(peer, Aborted.class);

                assertThat(client.write("x")).isEqualTo(ABORTED);
                assertThat(client.write("x")).isEqualTo(BROKEN);
                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void isWokenFromTheReadItWaitsIn() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = RawClient.to(peer)) {
                var reading = Background.run(client::read);
                assertThat(reading.isStillBusy()).isTrue();

                peer.connection(1).abort();

                assertThat(reading.result()).isEqualTo(ABORTED);
            }
        }

        @Test
        void meetsItInWhateverItDoesNext() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = RawClient.to(peer)) {
                peer.connection(1).abort();

                assertThat(client.write("x")).isEqualTo(ABORTED);
            }
        }

        @Test
        void stillReadsWhatWasSentBefore() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Asked.answering("220 ready\r\n"))
                            .fault(Fault.abort(afterSending(5)))
                            .listen();
                    var client = Asked.asking(peer)) {
                Wire.await(peer, Aborted.class);

                assertThat(client.readText(5)).isEqualTo("220 r");
                assertThat(client.read()).isEqualTo(ABORTED);
            }
        }

        @Test
        void mayUseAChannel() throws Exception {
            try (var peer = abortsAfterReceiving(5);
                    var channel = SocketChannel.open(peer.address())) {
                channel.write(ByteBuffer.wrap("hello".getBytes()));

                Assertions.assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                        .withMessage("Software caused connection abort")
                        .extracting(NetworkFailure::of)
                        .isEqualTo(NetworkFailure.CONNECTION_ABORTED);
            }
        }

        @Test
        void isMetWhileTheConnectionIsStalled() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                client.write("unread");
                Wire.await(peer, WireEvent.Stalled.class);

                peer.connection(1).abort();

                assertThat(client.read()).isEqualTo(ABORTED);
                Wire.awaitRst(peer, RECEIVED);
                assertThat(Wire.payload(peer.settledTranscript(), RECEIVED)).hasToString("\"unread\"");
            }
        }

        /** Who comes is let in once the abort has been tried. */
        @Test
        void leavesAStallAsItIsIfNobodyIsLeftToAbort() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(onConnect()).on("1")).listen();
                    var client = RawClient.to(peer)) {
                Wire.await(peer, WireEvent.Stalled.class);
                client.reset();

                peer.connection(1).abort();

                try (var next = RawClient.to(peer)) {
                    assertThat(next.write("x")).isEqualTo("ok");
                    Wire.awaitReceived(peer, 1);
                    assertThat(peer.settledTranscript().events()).noneMatch(WireEvent.Rst.class::isInstance);

                    peer.connection(1).resume();

                    Wire.awaitRst(peer, RECEIVED);
                    assertThat(peer.transcript().events())
                            .filteredOn(WireEvent.Resumed.class::isInstance)
                            .hasSize(1);
                }
            }
        }
    }

    private static Peer abortsAfterReceiving(long bytes) {
        return Peer.plan().fault(Fault.abort(afterReceiving(bytes))).listen();
    }

    @Nested
    class TheTranscript {

        @Test
        void showsTheAbortAndTheRstThatComesOfIt() throws Exception {
            try (var peer = abortsAfterReceiving(5);
                    var client = RawClient.to(peer)) {
                client.write("hello, world");
                Wire.awaitRst(peer, RECEIVED);

                assertThat(peer.transcript().toString().replaceAll("\\+\\d+\\.\\d+ ms|:\\d+", "_"))
                        .isEqualToNormalizingWhitespace("""
                                #1 _ < connect from 127.0.0.1_
                                #1 _ < data 12 B "hello, world"
                                #1 _   aborted aborts the code under test's own socket after receiving 5 bytes
                                #1 _ < RST     aborts the code under test's own socket after receiving 5 bytes""");
            }
        }

        @Test
        void tellsWhenTheSocketWasReleased() throws Exception {
            try (var peer = Peer.plan()
                    .fault(Fault.abort(afterReceiving(1)))
                    .watchReleases(true)
                    .listen()) {
                try (var client = RawClient.to(peer)) {
                    client.write("x");
                    assertThat(Wire.awaitRst(peer, RECEIVED).releaseVisible()).isTrue();
                    assertThat(peer.transcript().events()).noneMatch(Released.class::isInstance);
                    assertThat(client.read()).isEqualTo(ABORTED);
                }
                Wire.await(peer, Released.class);
            }
        }

        @Test
        void showsTheDoingOfATest() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = RawClient.to(peer)) {
                peer.connection(1).abort();
                assertThat(client.read()).isEqualTo(ABORTED);

                assertThat(peer.settledTranscript().events())
                        .filteredOn(Aborted.class::isInstance)
                        .singleElement()
                        .extracting(event -> ((Aborted) event).origin())
                        .hasToString("abort()");
            }
        }
    }

    @Nested
    class ASocketThatTheCodeUnderTestHas {

        @Test
        void halfClosedIsAbortedToo() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(onConnect())).listen();
                    var client = RawClient.to(peer)) {
                client.finish();
                Wire.awaitFin(peer, RECEIVED);

                peer.connection(1).abort();

                assertThat(client.read()).isEqualTo(ABORTED);
                Wire.awaitRst(peer, RECEIVED);
            }
        }

        @Test
        void resetItselfIsGone() throws Exception {
            try (var peer = Peer.plan().listen()) {
                try (var client = RawClient.to(peer)) {
                    Wire.await(peer, WireEvent.Connected.class);
                    client.reset();
                }
                peer.connection(1).abort();

                assertThat(Wire.awaitRst(peer, RECEIVED).origin()).hasToString("");
                assertThat(peer.settledTranscript().events()).noneMatch(Aborted.class::isInstance);
                assertThat(peer.failures()).isEmpty();
            }
        }
    }

    @Test
    void aRelayResetsItsUpstream() throws Exception {
        try (var upstream = Peer.plan().listen();
                var relay = Peer.plan()
                        .relayTo(upstream.address())
                        .fault(Fault.abort(afterReceiving(5)))
                        .listen();
                var client = RawClient.to(relay)) {
            client.write("hello");

            assertThat(client.read()).isEqualTo(ABORTED);
            Wire.awaitRst(upstream, RECEIVED);
            assertThat(Wire.payload(upstream.settledTranscript(), RECEIVED)).hasToString("\"hello\"");
        }
    }

    @Test
    void otherConnectionsLiveOn() throws Exception {
        try (var peer = Peer.plan()
                        .speak(Conversation.echo())
                        .fault(Fault.abort(afterReceiving(5)).on("1"))
                        .listen();
                var first = RawClient.to(peer);
                var second = RawClient.to(peer)) {
            first.write("hello");
            assertThat(first.readText(4)).isEqualTo("hell");
            assertThat(first.read()).isEqualTo(ABORTED);

            second.write("hello");
            assertThat(second.readText(5)).isEqualTo("hello");
        }
    }

    @Test
    void onTheWireItIsARstFromTheCodeUnderTest() throws Exception {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
        try (var peer = abortsAfterReceiving(5);
                var capture = PacketCapture.start(peer.port());
                var client = RawClient.to(peer)) {
            client.write("hello");
            client.read();
            Wire.awaitRst(peer, RECEIVED);

            assertThat(capture.flow(client.port())).containsExactly("< SYN", "> SYN", "< data 5", "< RST");
        }
    }
}
