package dev.peerless.junit;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Way;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Slow peers, by their annotations. */
class SlowAnnotationTest {

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Nested
    class OfPeers {

        @Test
        void sayAllAtOnce(
                @SlowPeer(
                                latency = "100ms",
                                jitter = "20ms",
                                bytesPerSecond = 10_000,
                                sliceBytes = 64,
                                sliceDelay = "10ms",
                                closeDelay = "1s",
                                direction = Way.BOTH,
                                lasting = "2s",
                                afterReceiving = 16,
                                connections = "2-",
                                seed = 7,
                                mayNotFire = true)
                        Peer peer) {
            assertThat(peer.settledPlan())
                    .hasToString(
                            "sends and receives slowly (latency 100 ms ± 20 ms, 10000 B/s, slices of 64 B every "
                                    + "10 ms, FIN 1 s later) for 2 s after receiving 16 bytes, connections from 2 on, with seed 7");
        }

        @Test
        void areAboutWhatThePeerSendsFromTheConnectOn(@SlowPeer(latency = "100ms") @PeerGreets("hello") Peer peer)
                throws Exception {
            long start = System.nanoTime();
            try (var client = new RawClient(peer)) {
                client.receives("hello");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
            assertThat(peer.settledPlan().toString()).contains("sends slowly (latency 100 ms) on connect");
        }

        @Test
        void areAboutWhatItReceives(@SlowPeer(latency = "100ms", direction = Way.RECEIVING) @PeerEchoes Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                long start = System.nanoTime();
                client.send("hello").receives("hello");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
        }

        @Test
        void drawASeedForTheirJitter(@SlowPeer(latency = "2ms", jitter = "1ms", mayNotFire = true) Peer peer) {
            assertThat(peer.settledPlan().toString()).containsPattern(", with seed \\d+$");
        }

        @Test
        void beginAtTheirTrigger(@SlowPeer(latency = "1h", whenReceived = "slow") @PeerEchoes Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("fast ")
                        .receives("fast ")
                        .send("slow")
                        .receives("slo")
                        .receivesNothing();
            }
            assertThat(peer.settledTranscript().toString())
                    .contains("slowed     @SlowPeer(latency = \"1h\", whenReceived = \"slow\")");
        }

        @Test
        void delayTheFin(@SlowPeer(closeDelay = "200ms") @PeerEchoes Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                long start = System.nanoTime();
                client.finish().receivesFin();
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(200));
            }
        }

        @Test
        void mayBeDifferentOnEachWay(
                @SlowPeer(latency = "50ms") @SlowPeer(latency = "60ms", direction = Way.RECEIVING) @PeerEchoes
                        Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                long start = System.nanoTime();
                client.send("hello").receives("hello");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(110));
            }
        }

        @Test
        void mayBeDifferentOnSomeConnections(
                @SlowPeer(latency = "1h") @SlowPeer(sliceBytes = 1, connections = "1") @PeerEchoes Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("hello").receives("hello");
            }
            try (var client = new RawClient(peer)) {
                client.send("hello").receivesNothing();
            }
        }
    }

    @Nested
    class Guard {

        @Test
        void failsTheTestInWhichNothingWasSlow() {
            assertThat(InnerRun.of(Unfired.class, "neverReached").message())
                    .contains(
                            "@SlowPeer(afterReceiving = 16, latency = \"1s\") never struck: #1 had received 5 of 16 bytes");
        }
    }

    @SuppressWarnings("unused") // run by its name
    static class Unfired {

        @Test
        void neverReached(@SlowPeer(latency = "1s", afterReceiving = 16) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("hello");
                RawClient.await(peer, WireEvent.Data.class::isInstance);
            }
        }
    }

    @Nested
    class OfClientPeers {

        /** More than the kernel takes. */
        private static final int MUCH = 16_000_000;

        private RawServer server;

        @BeforeEach
        void listen() {
            server = new RawServer();
        }

        @AfterEach
        void close() throws Exception {
            server.close();
        }

        private static FutureTask<String> writeMuch(RawServer.Served served) {
            var writing = new FutureTask<String>(() -> {
                try {
                    served.send("x".repeat(MUCH));
                    return "all is written";
                } catch (IOException failure) {
                    return failure.toString();
                }
            });
            var thread = new Thread(writing, "server-under-test");
            thread.setDaemon(true);
            thread.start();
            return writing;
        }

        private static void assertBlocks(FutureTask<String> writing) {
            assertThatThrownBy(() -> writing.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }

        private static long received(ClientPeer client) {
            return client.settledTranscript().events().stream()
                    .filter(event -> event instanceof WireEvent.Data data && data.direction() == Direction.RECEIVED)
                    .mapToLong(event -> ((WireEvent.Data) event).size())
                    .sum();
        }

        @Test
        void aReaderReadsNothingAndTheServerBlocks(@SlowReader ClientPeer client) throws Exception {
            client.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request");
                assertBlocks(writeMuch(served));
                assertThat(received(client)).isZero();
            }
            assertThat(client.settledPlan().toString()).contains("receives nothing on connect");
        }

        @Test
        void aReaderBeginsAtItsTrigger(@SlowReader(afterReceiving = 5) ClientPeer client) throws Exception {
            client.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request").send("hello");
                RawClient.await(client, WireEvent.Slowed.class::isInstance);
                assertBlocks(writeMuch(served));
                assertThat(received(client)).isEqualTo(5);
            }
        }

        @Test
        void aReaderReadsAtItsRate(@SlowReader(bytesPerSecond = 10_000) ClientPeer client) throws Exception {
            client.connect(server.address());

            try (var served = server.accept()) {
                long start = System.nanoTime();
                var writing = writeMuch(served);
                PeerEvents.awaitReceived(client, 2_000);
                // One slice is read ahead.
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(180));
                assertBlocks(writing);
            }
        }

        @Test
        void aReaderReadsOnInTheEnd(@SlowReader(lasting = "200ms") ClientPeer client) throws Exception {
            client.connect(server.address());

            try (var served = server.accept()) {
                assertThat(writeMuch(served).get(60, TimeUnit.SECONDS)).isEqualTo("all is written");
            }
            assertThat(client.settledTranscript().events()).anyMatch(WireEvent.FullSpeed.class::isInstance);
        }

        @Test
        void aSenderSendsByteByByte(@SlowSender(sliceDelay = "40ms") ClientPeer client) throws Exception {
            long start = System.nanoTime();
            client.send(server.address(), "abc");

            try (var served = server.accept()) {
                served.receives("a").receives("b");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(40));
                served.receives("c");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(80));
            }
            assertThat(client.settledTranscript().events())
                    .filteredOn(event -> event instanceof WireEvent.Data data && data.direction() == Direction.SENT)
                    .extracting(event -> ((WireEvent.Data) event).size())
                    .containsExactly(1L, 1L, 1L);
        }

        @Test
        void aSenderSendsInSlices(@SlowSender(sliceBytes = 2, sliceDelay = "1h") ClientPeer client) throws Exception {
            client.send(server.address(), "abc");

            try (var served = server.accept()) {
                served.receives("ab").receivesNothing();
            }
        }

        @Test
        void aSlowPeerMayBeOneThatDials(@SlowPeer(latency = "100ms") ClientPeer client) throws Exception {
            long start = System.nanoTime();
            client.send(server.address(), "request");

            try (var served = server.accept()) {
                served.receives("request");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
        }
    }
}
