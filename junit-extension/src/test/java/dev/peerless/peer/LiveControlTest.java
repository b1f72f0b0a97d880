package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LiveControlTest {

    private static final String RESET = "SocketException: Connection reset";
    private static final String BROKEN_PIPE = "SocketException: Broken pipe";

    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    @AfterEach
    void close() {
        peer.close();
    }

    @Nested
    class Commands {

        @Test
        void reset() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).reset();

                assertThat(client.read()).isEqualTo(RESET);
                assertThat(Wire.awaitRst(peer, SENT).origin()).hasToString("reset()");
            }
        }

        @Test
        void closeAndThenAnswerWithReset() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).close();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("lost")).isEqualTo("ok");
                assertThat(Wire.awaitRst(peer, SENT).origin()).hasToString("close()");
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            }
        }

        @Test
        void closeAtOnce() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).closeAtOnce();
                assertThat(Wire.awaitRst(peer, SENT).origin()).hasToString("closeAtOnce()");

                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            }
        }

        @Test
        void halfCloseAndGoOnReading() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).halfClose();

                assertThat(client.read()).isEqualTo("-1");
                client.write("one");
                Wire.awaitReceived(peer, 3);
                assertThat(client.write("two")).isEqualTo("ok");
                Wire.awaitReceived(peer, 6);
            }
        }

        @Test
        void halfCloseAndLaterClose() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).halfClose();
                peer.connection(1).close();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("lost")).isEqualTo("ok");
                Wire.awaitRst(peer, SENT);
                assertThat(client.write("x")).isEqualTo(BROKEN_PIPE);
            }
        }

        @Test
        void stallAndResume() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).stall();
                peer.connection(1).stall();
                client.write("hello");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");

                peer.connection(1).resume();
                peer.connection(1).resume();

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(peer.transcript().events())
                        .filteredOn(event -> event instanceof WireEvent.Stalled || event instanceof WireEvent.Resumed)
                        .hasSize(2);
            }
        }

        @Test
        void vanishForGood() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).vanish();
                peer.connection(1).resume();
                peer.connection(1).send("never sent");
                client.write("hello");

                Wire.awaitReceived(peer, 5);
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isZero();
            }
        }

        @Test
        void sendInOrder() throws Exception {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).send("one, ");
                peer.connection(1).send(Bytes.utf8("two"));

                assertThat(client.readText(8)).isEqualTo("one, two");
            }
        }

        @Test
        void sendNothingOnceTheConnectionIsOver() throws Exception {
            try (var client = RawClient.to(peer)) {
                client.reset();
                Wire.awaitRst(peer, RECEIVED);

                peer.connection(1).send("too late");
                peer.connection(1).close();
                peer.connection(1).reset();
                peer.connection(1).stall();

                assertThat(peer.connection(1).transcript().events())
                        .extracting(event -> event.getClass().getSimpleName())
                        .containsExactly("Connected", "Rst");
            }
        }

        @Test
        void fireOnlyWhatWaitsForIt() throws Exception {
            try (var onDemand =
                            Peer.plan().fault(Fault.close(Trigger.onDemand())).listen();
                    var client = RawClient.to(onDemand)) {
                var connection = onDemand.connection(1);
                connection.fire();
                assertThat(client.read()).isEqualTo("-1");

                assertThatIllegalStateException()
                        .isThrownBy(connection::fire)
                        .withMessage("no fault waits for demand on connection #1 of peer on port " + onDemand.port()
                                + " (closes on demand, all connections);"
                                + " it has struck already, which it does once on a connection");
            }
        }

        @Test
        @SuppressWarnings("try") // being connected is all that the client does
        void fireNothingWithoutOne() throws Exception {
            try (var without = Peer.plan().listen();
                    var client = RawClient.to(without)) {
                assertThatIllegalStateException()
                        .isThrownBy(without.connection(1)::fire)
                        .withMessage("no fault waits for demand on connection #1 of peer on port " + without.port()
                                + " (well-behaved); declare one with Trigger.onDemand() or onDemand = true");
            }
        }
    }

    @Nested
    class Handles {

        @Test
        void mayBeTakenAndUsedBeforeTheConnectionExists() throws Exception {
            var second = peer.connection(2);
            var sending = Background.run(() -> {
                second.send("hello, second");
                return "done";
            });
            try (var first = RawClient.to(peer);
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(13)).isEqualTo("hello, second");
                assertThat(sending.result()).isEqualTo("done");
                first.write("alive");
                assertThat(first.readText(5)).isEqualTo("alive");
            }
        }

        @Test
        void knowTheirPlace() {
            var connection = peer.connection(3);

            assertThat(connection.peer()).isSameAs(peer);
            assertThat(connection.number()).isEqualTo(3);
            assertThat(connection.transcript().events()).isEmpty();
            assertThat(connection).hasToString("connection #3 of peer on port " + peer.port() + " (echoes)");
        }

        @Test
        void areNumberedFromOne() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> peer.connection(0))
                    .withMessage("connections are numbered from 1, but was 0");
        }

        @Test
        void giveUpOnAConnectionThatNeverComes() throws Exception {
            try (var first = RawClient.to(peer)) {
                Wire.awaitConnections(peer, 1);

                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.connection(2).reset())
                        .withMessage("connection #2 of peer on port " + peer.port()
                                + " (echoes) has not come within 5 s, 1 so far");
                assertThat(first.write("alive")).isEqualTo("ok");
            }
        }

        @Test
        void giveUpWhenThePeerIsClosed() {
            var resetting = Background.run(() -> {
                peer.connection(1).reset();
                return "done";
            });
            peer.close();

            assertThatThrownBy(resetting::result)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connection #1 of peer on port " + peer.port()
                            + " (echoes) has not come; the peer is closed, 0 so far");
        }

        @Test
        void giveUpWhenTheTestIsInterrupted() {
            Thread.currentThread().interrupt();

            assertThatIllegalStateException()
                    .isThrownBy(() -> peer.connection(1).reset())
                    .withMessageStartingWith("interrupted while waiting for connection #1 of peer on port ");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class Roles {

        private final InetSocketAddress anywhere = new InetSocketAddress("127.0.0.1", 9);

        @Test
        void mayChangeBeforeTheFirstConnection() throws Exception {
            peer.speak(Conversation.greeting("second thoughts"));

            try (var client = RawClient.to(peer)) {
                assertThat(client.readText(15)).isEqualTo("second thoughts");
            }
        }

        @Test
        void mayBecomeARelay() throws Exception {
            try (var upstream = Upstream.listening()) {
                peer.relayTo(upstream.address());
                try (var client = RawClient.to(peer);
                        var served = upstream.accept()) {
                    client.write("hello");
                    assertThat(Upstream.readText(served, 5)).isEqualTo("hello");
                }
            }
        }

        @Test
        void areSettledByTheFirstConnection() throws Exception {
            try (var client = RawClient.to(peer)) {
                Wire.awaitConnections(peer, 1);
                var message = "a peer's role is settled with its first connection, but 1 came already";

                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.speak(Conversation.silence()))
                        .withMessage(message);
                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.relayTo(anywhere))
                        .withMessage(message);
                assertThat(client.write("x")).isEqualTo("ok");
            }
        }
    }
}
