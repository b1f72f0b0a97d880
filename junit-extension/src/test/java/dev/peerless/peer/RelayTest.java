package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.sockets.Background;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RelayTest {

    private Upstream upstream;
    private Peer relay;

    @BeforeEach
    void start() throws IOException {
        upstream = Upstream.listening();
        relay = Peer.plan().relayTo(upstream.address()).listen();
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        upstream.close();
    }

    @Nested
    class Bytes {

        private static final int BULK = 50_000_000;

        @Test
        void passBothWays() throws Exception {
            try (var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("question");
                assertThat(Upstream.readText(served, 8)).isEqualTo("question");
                Upstream.write(served, "answer");
                assertThat(client.readText(6)).isEqualTo("answer");
            }
        }

        @Test
        void passUnharmedInBulkBothWaysAtOnce() throws Exception {
            try (var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                var up = Background.run(() -> write(client.socket(), 1));
                var down = Background.run(() -> write(served, 2));
                var arrivedUp = Background.run(() -> read(served));
                var arrivedDown = Background.run(() -> read(client.socket()));

                assertThat(arrivedUp.result()).isEqualTo(up.result());
                assertThat(arrivedDown.result()).isEqualTo(down.result());
                Wire.awaitFin(relay, RECEIVED);
                Wire.awaitFin(relay, SENT);
                assertThat(Wire.count(relay.settledTranscript(), RECEIVED)).isEqualTo(BULK);
                assertThat(Wire.count(relay.settledTranscript(), SENT)).isEqualTo(BULK);
            }
        }

        /** Writes pseudo-random bytes in pieces of all sizes, then a FIN, and gives their hash. */
        private static String write(Socket socket, long seed) throws Exception {
            var random = new Random(seed);
            var hash = MessageDigest.getInstance("SHA-256");
            OutputStream out = socket.getOutputStream();
            for (int left = BULK; left > 0; ) {
                var piece = new byte[Math.min(left, 1 + random.nextInt(200_000))];
                random.nextBytes(piece);
                hash.update(piece);
                out.write(piece);
                left -= piece.length;
            }
            socket.shutdownOutput();
            return HexFormat.of().formatHex(hash.digest());
        }

        private static String read(Socket socket) throws Exception {
            var hash = MessageDigest.getInstance("SHA-256");
            InputStream in = socket.getInputStream();
            var buffer = new byte[70_000];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hash.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(hash.digest());
        }
    }

    @Nested
    class BackPressure {

        private static final long FLOOD = 512L << 20;

        /** What the kernel keeps on both connections together, and some; the relay itself keeps about 1 MiB. */
        private static final long KEPT_AT_MOST = 128L << 20;

        @Test
        void fromASlowClientReachesTheUpstream() throws Exception {
            try (var client = RawClient.to(relay.address(), 8192);
                    var served = upstream.accept()) {
                assertIsBounded(served.getOutputStream(), client.socket().getInputStream());
            }
        }

        @Test
        void fromASlowUpstreamReachesTheClient() throws Exception {
            try (var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                assertIsBounded(client.socket().getOutputStream(), served.getInputStream());
            }
        }

        private void assertIsBounded(OutputStream out, InputStream in) throws Exception {
            var written = new AtomicLong();
            var writing = Background.run(() -> {
                var piece = new byte[1 << 20];
                for (; written.get() < FLOOD; written.addAndGet(piece.length)) {
                    out.write(piece);
                }
                return written.get();
            });
            long before;
            do {
                before = written.get();
                assertThat(writing.isStillBusy()).isTrue();
            } while (written.get() > before);

            assertThat(written.get()).isLessThan(KEPT_AT_MOST);
            var reading = Background.run(() -> {
                in.skipNBytes(FLOOD);
                return "all";
            });
            assertThat(reading.result()).isEqualTo("all");
            assertThat(writing.result()).isEqualTo(FLOOD);
        }
    }

    @Nested
    class Fin {

        @Test
        void ofTheClientIsAHalfCloseForTheUpstream() throws Exception {
            try (var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("last words");
                client.finish();

                assertThat(Upstream.readText(served, 10)).isEqualTo("last words");
                assertThat(Upstream.read(served)).isEqualTo("-1");
                Upstream.write(served, "heard");
                assertThat(client.readText(5)).isEqualTo("heard");
                served.shutdownOutput();
                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void ofTheUpstreamIsAHalfCloseForTheClient() throws Exception {
            try (var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                Upstream.write(served, "last words");
                served.shutdownOutput();

                assertThat(client.readText(10)).isEqualTo("last words");
                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("heard")).isEqualTo("ok");
                assertThat(Upstream.readText(served, 5)).isEqualTo("heard");
                client.finish();
                assertThat(Upstream.read(served)).isEqualTo("-1");
                assertThat(Wire.awaitFin(relay, SENT).origin()).hasToString("upstream closed");
            }
        }

        @Test
        void comesAfterAllThatWasUnderWay() throws Exception {
            try (var client = RawClient.to(relay.address(), 8192);
                    var served = upstream.accept()) {
                var telling = Background.run(() -> {
                    Upstream.write(served, "x".repeat(20_000_000));
                    served.shutdownOutput();
                    return "told";
                });

                assertThat(client.readText(20_000_000)).hasSize(20_000_000);
                assertThat(client.read()).isEqualTo("-1");
                assertThat(telling.result()).isEqualTo("told");
            }
        }
    }

    @Nested
    class Rst {

        @Test
        void ofTheClientReachesTheUpstream() throws Exception {
            try (var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("x");
                assertThat(Upstream.read(served)).isEqualTo("x");
                client.reset();

                assertThat(Upstream.read(served)).isEqualTo("SocketException: Connection reset");
            }
        }

        @Test
        void ofTheUpstreamReachesTheClient() throws Exception {
            try (var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                Upstream.reset(served);

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                assertThat(Wire.awaitRst(relay, SENT).origin()).hasToString("upstream reset");
            }
        }
    }

    @Nested
    class LostUpstream {

        @Test
        void thatRefusesResetsTheClient() throws Exception {
            try (var refusing = Peer.plan().fault(Fault.refuse()).listen();
                    var relaying = Peer.plan().relayTo(refusing.address()).listen()) {
                assertThat(connectAndRead(relaying))
                        .isIn(
                                "SocketException: Connection reset",
                                // Refused faster than the client's connect returned.
                                "SocketException: Connection reset by peer");
                assertThat(Wire.awaitRst(relaying, SENT).origin())
                        .hasToString("upstream could not be reached: Connection refused");
            }
        }

        private static String connectAndRead(Peer peer) throws IOException {
            try (var client = RawClient.to(peer)) {
                return client.read();
            } catch (SocketException failedToConnect) {
                return RawClient.outcome(failedToConnect);
            }
        }

        @Test
        void thatHasClosedBreaksWritesSoonerOrLater() throws Exception {
            try (var client = RawClient.to(relay)) {
                upstream.accept().close();
                assertThat(client.read()).isEqualTo("-1");

                var outcome = client.write("x");
                while (outcome.equals("ok")) {
                    outcome = client.write("x");
                }

                assertThat(outcome).isIn("SocketException: Broken pipe", "SocketException: Connection reset by peer");
                assertThat(Wire.awaitRst(relay, SENT).origin()).hasToString("upstream reset");
            }
        }

        @Test
        void leavesTheOtherConnectionsAlone() throws Exception {
            try (var first = RawClient.to(relay);
                    var firstServed = upstream.accept();
                    var second = RawClient.to(relay);
                    var secondServed = upstream.accept()) {
                Upstream.reset(firstServed);
                first.read();

                second.write("alive");
                assertThat(Upstream.readText(secondServed, 5)).isEqualTo("alive");
            }
        }
    }
}
