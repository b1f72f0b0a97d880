package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Connections;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.internal.os.SocketWatch;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Rst;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** A look who holds the other end may take long on a busy machine; what arrives meanwhile is recorded when it does. */
@EnabledOnOs(LINUX)
@SuppressWarnings("try") // when a client closes, and when the watch goes on, is what this is about
class CloseWhileLookingTest {

    /** Keeps the one thread that looks from looking. */
    private static final class BusyWatch implements AutoCloseable {

        private final CountDownLatch done = new CountDownLatch(1);

        static BusyWatch begin() throws InterruptedException {
            var watch = new BusyWatch();
            var begun = new CountDownLatch(1);
            var nobody = new InetSocketAddress("127.0.0.1", 1);
            SocketWatch.findHolder(nobody, nobody, () -> true, found -> {
                begun.countDown();
                watch.await();
            });
            begun.await();
            return watch;
        }

        private void await() {
            try {
                done.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            done.countDown();
        }
    }

    private static Peer closing() {
        return Peer.plan()
                .watchReleases(true)
                .fault(Fault.close(Trigger.afterReceiving(1)))
                .listen();
    }

    private static void closeAfterTheClose(Peer peer) throws Exception {
        try (var client = RawClient.to(peer)) {
            client.write("A");
            assertThat(client.read()).isEqualTo("-1");
        }
        Wire.awaitFin(peer, RECEIVED);
    }

    @Test
    void aFinThatComesBackIsRecorded() throws Exception {
        try (var peer = closing();
                var watch = BusyWatch.begin()) {
            closeAfterTheClose(peer);
            watch.close();
            assertThat(peer.settledTranscript().events())
                    .noneMatch(Rst.class::isInstance)
                    .noneMatch(Released.class::isInstance);
        }
    }

    @Test
    void aByteIsRecordedAndAnsweredAfterTheLook() throws Exception {
        try (var peer = closing();
                var client = RawClient.to(peer);
                var watch = BusyWatch.begin()) {
            client.write("A");
            assertThat(client.read()).isEqualTo("-1");
            client.write("B");
            var data =
                    Wire.await(peer, Data.class, event -> event.payload().utf8().equals("B"));
            assertThat(peer.transcript().events()).noneMatch(Rst.class::isInstance);

            watch.close();
            var rst = Wire.awaitRst(peer, SENT);
            assertThat(rst.releaseVisible()).isTrue();
            assertThat(peer.transcript().events()).containsSubsequence(new WireEvent[] {data, rst});

            client.close();
            Wire.await(peer, Released.class);
        }
    }

    @Test
    void aConnectionThatIsOverIsNotWaitedFor() throws Exception {
        try (var peer = closing();
                var watch = BusyWatch.begin()) {
            closeAfterTheClose(peer);

            var settled = CompletableFuture.supplyAsync(peer::settledTranscript);

            assertThat(settled).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aConversationDoesNotWaitForALookThatItsOwnThreadEnds() throws Exception {
        var asked = new AtomicReference<@Nullable Peer>();
        try (var peer = Peer.plan()
                        .watchReleases(true)
                        .fault(Fault.close(Trigger.afterReceiving(1)).on(Connections.only(1)))
                        .speak(() -> (bytes, replies) -> {
                            var unused = Objects.requireNonNull(asked.get()).settledTranscript();
                            replies.send(bytes);
                        })
                        .listen();
                var client = RawClient.to(peer);
                var watch = BusyWatch.begin()) {
            asked.set(peer);
            client.write("A");
            assertThat(client.read()).isEqualTo("-1");
            try (var other = RawClient.to(peer)) {
                other.write("B");
                assertThat(other.readText(1)).isEqualTo("B");
            }
        }
    }

    /** It is closed as soon as it has connected, and connects again, for as long as the test runs. */
    private static Thread comingAgainAndAgain(Peer peer) {
        var client = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try (var connection = RawClient.to(peer)) {
                    var unused = connection.read();
                } catch (IOException gone) {
                    return;
                }
            }
        });
        client.setDaemon(true);
        client.start();
        return client;
    }

    @Test
    void whoComesAgainAndAgainIsNotWaitedForForEver() throws Exception {
        try (var peer = Peer.plan()
                .watchReleases(true)
                .fault(Fault.close(Trigger.onConnect()))
                .listen()) {
            var client = comingAgainAndAgain(peer);
            try {
                Wire.awaitConnections(peer, 20);
                var settled = CompletableFuture.supplyAsync(peer::settledTranscript);
                assertThat(settled).succeedsWithin(Duration.ofSeconds(30));
            } finally {
                client.interrupt();
            }
        }
    }

    @Test
    void aClosedPeerNoLongerAnswers() throws Exception {
        try (var peer = closing();
                var client = RawClient.to(peer);
                var watch = BusyWatch.begin()) {
            client.write("A");
            assertThat(client.read()).isEqualTo("-1");
            client.write("B");
            Wire.awaitReceived(peer, 2);
            peer.close();
            watch.close();
            assertThat(peer.transcript().events().stream().filter(Rst.class::isInstance))
                    .hasSize(1);
        }
    }
}
