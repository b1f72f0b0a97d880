package dev.peerless.peer;

import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent.Rst;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CloseTest {

    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    @AfterEach
    void close() {
        peer.close();
    }

    /** Closes early what is closed again at the end of a test. */
    private static void close(Peer peer) {
        peer.close();
    }

    @Nested
    class LiveConnections {

        @Test
        void areReset() throws Exception {
            try (var idle = RawClient.to(peer);
                    var busy = RawClient.to(peer)) {
                busy.write("x");
                busy.readText(1);
                Wire.awaitConnections(peer, 2);

                peer.close();

                assertThat(idle.read()).isEqualTo("SocketException: Connection reset");
                assertThat(busy.read()).isEqualTo("SocketException: Connection reset");
                assertThat(peer.transcript().events())
                        .filteredOn(Rst.class::isInstance)
                        .extracting(event -> ((Rst) event).origin().toString())
                        .containsExactly("peer closed", "peer closed");
            }
        }

        @Test
        void areResetInWhateverStateTheyAre() throws Exception {
            try (var stalled = RawClient.to(peer);
                    var vanished = RawClient.to(peer);
                    var halfClosed = RawClient.to(peer);
                    var closed = RawClient.to(peer)) {
                peer.connection(1).stall();
                peer.connection(2).vanish();
                peer.connection(3).halfClose();
                peer.connection(4).close();

                peer.close();

                assertThat(stalled.read()).isEqualTo("SocketException: Connection reset");
                assertThat(vanished.read()).isEqualTo("SocketException: Connection reset");
                assertThat(halfClosed.writeUntilRefused()).isEqualTo("SocketException: Broken pipe");
                assertThat(closed.writeUntilRefused()).isEqualTo("SocketException: Broken pipe");
            }
        }

        @Test
        void ofARelayAreResetOnBothSides() throws Exception {
            try (var upstream = Upstream.listening();
                    var relay = Peer.plan().relayTo(upstream.address()).listen();
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("x");
                Upstream.read(served);

                close(relay);

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                assertThat(Upstream.read(served)).isEqualTo("SocketException: Connection reset");
            }
        }

        @Test
        void mayBeInTheMiddleOfAFlood() throws Exception {
            try (var client = RawClient.to(peer)) {
                var writing = Background.run(() -> {
                    var outcome = client.write("x".repeat(1 << 20));
                    while (outcome.equals("ok")) {
                        outcome = client.write("x".repeat(1 << 20));
                    }
                    return outcome;
                });
                Wire.awaitReceived(peer, 1);

                peer.close();

                assertThat(writing.result())
                        .isIn("SocketException: Connection reset by peer", "SocketException: Broken pipe");
            }
        }
    }

    @Nested
    class Waits {

        @Test
        void endAtOnce() throws Exception {
            var waiting = Background.run(() -> peer.awaitMore(peer.transcript(), Duration.ofDays(1)));
            assertThat(waiting.isStillBusy()).isTrue();

            peer.close();

            assertThat(waiting.result().ended()).isTrue();
        }

        @Test
        void doNotEvenBeginAfterwards() throws Exception {
            peer.close();

            assertThat(peer.awaitMore(peer.transcript(), Duration.ofDays(1)).ended())
                    .isTrue();
        }
    }

    @Nested
    class Port {

        @Test
        void isRefusedAfterwards() {
            peer.close();

            assertThat(RawClient.connect(peer)).isEqualTo("ConnectException: Connection refused");
        }

        @Test
        void canBeTakenByAServerThatInsistsOnHavingItAlone() throws Exception {
            for (int i = 0; i < 50; i++) {
                try (var next = Peer.plan().listen();
                        var client = RawClient.to(next)) {
                    Wire.awaitConnections(next, 1);
                    close(next);
                    try (var server = new ServerSocket()) {
                        server.setReuseAddress(false);
                        server.bind(next.address());
                        assertThat(server.getLocalPort()).isEqualTo(next.port());
                    }
                    assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                }
            }
        }
    }

    @Nested
    class Afterwards {

        @Test
        void closingAgainDoesNothing() {
            peer.close();

            assertThatCode(peer::close).doesNotThrowAnyException();
        }

        @Test
        void whatWasSeenCanStillBeAsked() throws Exception {
            try (var client = RawClient.to(peer)) {
                client.write("x");
                client.readText(1);
            }
            peer.close();

            assertThat(peer.isClosed()).isTrue();
            assertThat(peer.connectionCount()).isEqualTo(1);
            assertThat(peer.failures()).isEmpty();
            assertThat(peer.unfiredFaults()).isEmpty();
            assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(1);
        }

        @Test
        void nothingCanBeDoneAnyMore() throws Exception {
            try (var client = RawClient.to(peer)) {
                Wire.awaitConnections(peer, 1);
                peer.close();
                var message = "the peer on port " + peer.port() + " is closed";

                assertThatIllegalStateException()
                        .isThrownBy(peer::stopListening)
                        .withMessage(message);
                assertThatIllegalStateException().isThrownBy(peer::listenAgain).withMessage(message);
                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.speak(Conversation.silence()))
                        .withMessage(message);
                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.connection(1).reset())
                        .withMessage(message);
                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            }
        }
    }

    @Test
    void aConnectionThatIsNotAcceptedYetIsResetToo() throws IOException {
        for (int i = 0; i < 200; i++) {
            var next = Peer.plan().listen();
            try (var client = RawClient.to(next)) {
                next.close();
                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            } catch (SocketException resetFasterThanThat) {
                assertThat(resetFasterThanThat).hasMessageStartingWith("Connection reset");
            }
        }
    }
}
