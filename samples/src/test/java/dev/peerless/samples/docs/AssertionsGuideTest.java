package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.assertions.Recovery;
import dev.peerless.junit.NoLeakedConnections;
import dev.peerless.junit.PeerAnswersHeartbeats;
import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.junit.PeerStalls;
import dev.peerless.peer.Peer;
import dev.peerless.samples.docs.PeersGuideTest.OrderServer;
import dev.peerless.samples.orders.OrderClient;
import dev.peerless.samples.orders.Placement;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AssertionsGuideTest {

    @Test
    void givesUpTheSocket(@PeerResets(afterReceiving = 16) Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");

            assertThatConnection(peer.connection(1)).wasReset().wasReleasedWithin(ofSeconds(5));
        }
    }

    @Test
    void noticesAStall(@PeerEchoes @PeerStalls(afterReceiving = 5, connections = "1") Peer peer) throws IOException {
        askAndAskAnewAfter(ofSeconds(2), peer.address());

        assertThatConnection(peer.connection(1)).noticedLossWithin(ofSeconds(5));
    }

    /** Connects a second time when no answer comes on the first connection. */
    private static void askAndAskAnewAfter(Duration patience, InetSocketAddress server) throws IOException {
        try (var socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write("order".getBytes(UTF_8));
            socket.getInputStream().readNBytes(5);
        } catch (SocketTimeoutException silence) {
            new Socket(server.getAddress(), server.getPort()).close();
        }
    }

    @Test
    @NoLeakedConnections(within = "2s")
    void closesWhatItOpened(@PeerCloses(afterReceiving = 16) Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");
        }
    }

    @Test
    void doesNotPretendToKnow(@PeerResets(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            assertThat(client.place("order-1")).isEqualTo(Placement.UNKNOWN);

            assertThatConnection(peer.connection(1)).handledReset(Recovery.RECONNECTS);
            assertThatConnections(peer).hasCount(2).sentExactlyOnce("order-1");
        }
    }

    @Test
    void sendsItsOrdersOneByOne(@PeerSpeaks(OrderServer.class) Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");
            client.place("order-2");

            assertThatConnection(peer)
                    .receivedData()
                    .containsInOrder("order-1", "order-2")
                    .hasSize(36);
        }
    }

    @Test
    void goesOnInOrder(@PeerSpeaks(OrderServer.class) @PeerResets(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");
            client.place("order-2");

            assertThatConnections(peer).sentInOrder("order-1", "order-2");
        }
    }

    @Test
    void backsOff(@PeerResets Peer peer) {
        connectAgainAndAgain(peer.address());

        assertThatConnections(peer)
                .attempts(4)
                .spacedExponentially(ofMillis(50), 2)
                .returnToConnections()
                .hasRateAtMost(3, ofMillis(150));
    }

    /** Four times, with pauses of 50, 100 and 200 ms. */
    private static void connectAgainAndAgain(InetSocketAddress server) {
        Duration pause = ofMillis(50);
        read(server);
        for (int attempt = 2; attempt <= 4; attempt++) {
            var later = CompletableFuture.delayedExecutor(pause.toMillis(), MILLISECONDS);
            CompletableFuture.runAsync(() -> read(server), later).join();
            pause = pause.multipliedBy(2);
        }
    }

    private static void read(InetSocketAddress server) {
        try (var socket = new Socket(server.getAddress(), server.getPort())) {
            socket.getInputStream().read();
        } catch (IOException lost) {
            // To be tried again.
        }
    }

    @Test
    void givesAMutePeerUp(@PeerAnswersHeartbeats(received = "PING\r\n", with = "PONG\r\n", atMost = 2) Peer peer)
            throws IOException {
        pingUntilThreeAreMissing(peer.address());

        assertThatConnection(peer).sentHeartbeats(line("PING")).givesUpAfterMissing(3);
    }

    private static void pingUntilThreeAreMissing(InetSocketAddress server) throws IOException {
        try (var socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(2000);
            for (int missing = 0; missing < 3; ) {
                socket.getOutputStream().write("PING\r\n".getBytes(UTF_8));
                try {
                    missing = socket.getInputStream().readNBytes(6).length == 6 ? 0 : 3;
                } catch (SocketTimeoutException silence) {
                    missing++;
                }
            }
        }
    }

    @Test
    void failsOver(@PeerResets Peer primary, @PeerEchoes Peer standby) throws IOException {
        try (var socket = connectToOneOf(primary, standby)) {
            assertThat(socket.getPort()).isEqualTo(standby.port());
            assertThatConnections(primary).failedOverTo(standby);
        }
    }

    private static Socket connectToOneOf(Peer primary, Peer standby) throws IOException {
        for (var server : List.of(primary, standby)) {
            var socket = new Socket(server.host(), server.port());
            try {
                socket.getOutputStream().write('x');
                if (socket.getInputStream().read() == 'x') {
                    return socket;
                }
            } catch (IOException lost) {
                // The next, then.
            }
            socket.close();
        }
        throw new IOException("both are lost");
    }
}
