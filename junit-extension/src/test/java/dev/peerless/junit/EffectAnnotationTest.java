package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each annotation does on the wire, as a plain socket meets it. */
class EffectAnnotationTest {

    @Nested
    class Resets {

        @Test
        void onConnectByDefault(@PeerResets Peer peer) {
            RawClient.assertReset(peer);
        }

        @Test
        void readsFailAndNoFinComesFirst(@PeerResets(afterReceiving = 3) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc").receivesReset();
            }
            assertThat(peer.transcript().events()).noneMatch(WireEvent.Fin.class::isInstance);
        }

        @Test
        void whatWasSentBeforeArrives(@PeerEchoes @PeerResets(afterReceiving = 3) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abcdef").receives("ab").receivesReset();
            }
        }
    }

    @Nested
    class Closes {

        @Test
        void readsEndTheFirstWriteIsLostAndTheSecondFails(@PeerCloses Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receivesFin().send("lost").awaits(WireEvent.Rst.class).cannotWrite();
            }
        }

        @Test
        void withUnreadDataARstFollowsAtOnce(@PeerCloses(withUnreadData = true, afterReceiving = 3) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc").awaits(WireEvent.Rst.class).receivesFin().cannotWrite();
            }
            assertThat(peer.transcript().events())
                    .extracting(event -> (Object) event.getClass())
                    .containsSubsequence(WireEvent.Fin.class, WireEvent.Rst.class);
        }
    }

    @Nested
    class HalfCloses {

        @Test
        void readsEndAndWritesGoOn(@PeerHalfCloses Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receivesFin()
                        .send("one")
                        .awaits(received("one"))
                        .send("two")
                        .awaits(received("two"))
                        .finish()
                        .awaits(event -> event instanceof WireEvent.Fin fin && fin.direction() == Direction.RECEIVED);
            }
        }
    }

    @Nested
    class Stalls {

        @Test
        void nothingIsAnsweredUntilTheTestResumes(@PeerEchoes @PeerStalls(afterReceiving = 2) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc").receives("a").receivesNothing();

                peer.connection(1).resume();

                client.receives("bc");
            }
        }

        @Test
        void writesBlockOnceTheBuffersAreFull(@PeerStalls Peer peer) throws Exception {
            try (var channel = SocketChannel.open(peer.address())) {
                RawClient.await(peer, WireEvent.Stalled.class::isInstance);
                channel.configureBlocking(false);
                int inARow = 0;
                while (inARow < 1000) {
                    inARow = channel.write(ByteBuffer.allocate(1 << 16)) == 0 ? inARow + 1 : 0;
                }
            }
            assertThat(peer.transcript().events()).noneMatch(WireEvent.Data.class::isInstance);
        }

        @Test
        void aLimitedOneGoesOnByItself(@PeerEchoes @PeerStalls(afterReceiving = 1, lasting = "200ms") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc").receives("abc");
            }
            assertThat(nanos(peer, WireEvent.Resumed.class) - nanos(peer, WireEvent.Stalled.class))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
        }
    }

    @Nested
    class Vanishes {

        @Test
        void whatIsWrittenIsTakenAndNeverAnswered(@PeerEchoes @PeerVanishes(afterReceiving = 3) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc")
                        .receives("ab")
                        .awaits(WireEvent.Vanished.class)
                        .send("def")
                        .awaits(received("def"))
                        .receivesNothing();
            }
        }

        @Test
        void aFinIsNotAnsweredEither(@PeerVanishes Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.finish().awaits(WireEvent.Fin.class).receivesNothing();
            }
        }
    }

    @Nested
    class OwnMachine {

        @Test
        void readsFailOnceWithAnAbort(@OwnMachineAborts(afterReceiving = 3) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc");

                assertThatThrownBy(client::read)
                        .isInstanceOf(SocketException.class)
                        .hasMessage("Software caused connection abort");
                client.receivesFin().cannotWrite();
            }
            assertThat(peer.settledTranscript().toString())
                    .contains("aborted    @OwnMachineAborts(afterReceiving = 3)")
                    .contains("<  RST        @OwnMachineAborts(afterReceiving = 3)");
        }

        @Test
        void maySeveralTimesBeDeclared(
                @OwnMachineAborts(onDemand = true, connections = "1")
                        @OwnMachineAborts(afterReceiving = 1, connections = "2")
                        Peer peer)
                throws Exception {
            try (var first = new RawClient(peer);
                    var second = new RawClient(peer)) {
                peer.connection(1).fire();
                second.send("x");

                assertThatThrownBy(first::read).hasMessage("Software caused connection abort");
                assertThatThrownBy(second::read).hasMessage("Software caused connection abort");
            }
        }
    }

    @Nested
    class Refuses {

        @Test
        void connectsAreRefusedUntilTheTestListens(@PeerEchoes @PeerRefuses Peer peer) throws Exception {
            RawClient.assertRefused(peer);

            peer.listenAgain();

            try (var client = new RawClient(peer)) {
                client.send("abc").receives("abc");
            }
        }

        @Test
        void aLimitedOneListensByItself(@PeerEchoes @PeerRefuses(lasting = "500ms") Peer peer) throws Exception {
            RawClient.await(peer, event -> event instanceof WireEvent.Listening listening && listening.listening());

            try (var client = new RawClient(peer)) {
                client.send("abc").receives("abc");
            }
            var events = peer.transcript().events();
            assertThat(events.subList(0, 2)).allMatch(WireEvent.Listening.class::isInstance);
            assertThat(events.get(1).nanos() - events.get(0).nanos())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(500).toNanos());
            assertThat(peer.transcript().toString())
                    .contains("refuses    @PeerRefuses(lasting = \"500ms\")")
                    .contains("listens    @PeerRefuses(lasting = \"500ms\")");
        }
    }

    private static Predicate<WireEvent> received(String text) {
        return event -> event instanceof WireEvent.Data data
                && data.direction() == Direction.RECEIVED
                && data.payload().toString().equals('"' + text + '"');
    }

    private static long nanos(Peer peer, Class<? extends WireEvent> type) {
        return peer.transcript().events().stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow()
                .nanos();
    }
}
