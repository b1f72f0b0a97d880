package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.junit.PeerAnswersHeartbeats;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerSendsHeartbeats;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Framing;
import dev.peerless.plan.Heartbeating;
import dev.peerless.samples.orders.OrderClient;
import dev.peerless.wire.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class HeartbeatsGuideTest {

    @Test
    void hangsUpWhenThePeerGoesMute(@PeerSendsHeartbeats(every = "50ms", message = "PING\n", atMost = 3) Peer peer)
            throws IOException {
        listenUntilSilentFor(ofMillis(500), peer.address());

        assertThatConnection(peer).endedByFin();
    }

    @Test
    void answersThePeersHeartbeats(@PeerSendsHeartbeats(every = "50ms", message = "PING\n") Peer peer)
            throws Exception {
        try (var client = answeringPings(peer.address())) {
            assertThatConnection(peer).answeredHeartbeatsWithin(ofSeconds(5), line("PING"), line("PONG"));
        }
    }

    private static void listenUntilSilentFor(Duration longest, InetSocketAddress server) throws IOException {
        try (var socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout((int) longest.toMillis());
            while (socket.getInputStream().read() >= 0) {
                // Alive.
            }
        } catch (SocketTimeoutException silence) {
            // The peer is taken for dead, and the socket has been closed.
        }
    }

    private static Socket answeringPings(InetSocketAddress server) throws IOException {
        var socket = new Socket(server.getAddress(), server.getPort());
        var unused = CompletableFuture.runAsync(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    socket.getOutputStream().write("PONG\n".getBytes(UTF_8));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        return socket;
    }

    @Test
    void findsAHealthyPeerAgain(
            @PeerAnswersHeartbeats(received = "PING\r\n", with = "PONG\r\n", atMost = 2, connections = "1")
                    @PeerAnswersHeartbeats(received = "PING\r\n", with = "PONG\r\n", connections = "2-")
                    Peer peer)
            throws IOException {
        assertThat(pingUntilOneIsMissing(peer.address())).isEqualTo(2);
        assertThatConnection(peer.connection(1)).sentHeartbeats(line("PING")).givesUpAfterMissing(1);

        try (var second = new Socket(peer.host(), peer.port())) {
            for (int n = 1; n <= 3; n++) {
                assertThat(ping(second)).isTrue();
            }
        }
    }

    /** Tells how many were answered. */
    private static int pingUntilOneIsMissing(InetSocketAddress server) throws IOException {
        try (var socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(3000);
            int answered = 0;
            while (ping(socket)) {
                answered++;
            }
            return answered;
        }
    }

    private static boolean ping(Socket socket) throws IOException {
        socket.getOutputStream().write("PING\r\n".getBytes(UTF_8));
        try {
            return new String(socket.getInputStream().readNBytes(6), UTF_8).equals("PONG\r\n");
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }

    /** The client of the samples sends heartbeats but never looks for answers. */
    @Test
    void showsAClientThatDoesNotNotice(
            @PeerAnswersHeartbeats(received = "PING\r\n", with = "PONG\r\n", atMost = 2) @PeerEchoes Peer peer) {
        try (var client = new OrderClient(peer.address(), ofMillis(50))) {
            assertThatThrownBy(() -> assertThatConnection(peer)
                            .sentHeartbeats(line("PING"))
                            .givesUpAfterMissing(3))
                    .hasMessageStartingWith("""
                            Expecting connection #1 of peer on port %d (echoes; answers heartbeats "PING\\r\\n" with \
                            "PONG\\r\\n", at most 2)
                            to have been given up when 3 heartbeats (line "PING") had not been answered,
                            but \
                            """.formatted(peer.port()));
        }
    }

    @Test
    void isMuteToTheThirdPing(
            @PeerAnswersHeartbeats(received = "hex: C0 00", with = "hex: D0 00", framing = Framing.MQTT, atMost = 2)
                    Peer peer)
            throws IOException {
        try (var client = new Socket(peer.host(), peer.port())) {
            var publishHoldingThePing = Bytes.parse("hex: 30 05 00 01 61 C0 00");
            var threePings = Bytes.parse("hex: C0 00 C0 00 C0 00");
            client.getOutputStream()
                    .write(publishHoldingThePing.plus(threePings).toArray());

            assertThat(client.getInputStream().readNBytes(4)).containsExactly(0xD0, 0, 0xD0, 0);
            assertThatConnection(peer).received(publishHoldingThePing.plus(threePings));
        }
    }

    @Test
    void acknowledgesWhatItGot() throws IOException {
        var pings = Heartbeating.framed(
                "HTTP/2 PING", Framing.HTTP_2::lengthOf, frame -> frame.at(3) == 6 ? acknowledged(frame) : null);

        try (Peer peer = Peer.plan().heartbeats(pings.atMost(2)).listen();
                var client = new Socket(peer.host(), peer.port())) {
            var ping = Bytes.parse("hex: 000008 06 00 00000000 0102030405060708");
            client.getOutputStream().write(ping.plus(ping).toArray());

            assertThat(Bytes.of(client.getInputStream().readNBytes(34)))
                    .isEqualTo(acknowledged(ping).plus(acknowledged(ping)));
        }
    }

    /** The same frame with the flag that says so. */
    private static Bytes acknowledged(Bytes ping) {
        return ping.slice(0, 4).plus(Bytes.of((byte) 1)).plus(ping.slice(5, ping.size()));
    }
}
