package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.time.Duration.ofSeconds;

import dev.peerless.junit.PeerEchoes;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class SocketsGuideTest {

    @Test
    void setsItsSocketUp(@PeerEchoes Peer peer) throws IOException {
        try (var socket = connectTo(peer.address())) {
            assertThatConnection(socket)
                    .hasKeepAlive()
                    .hasReadTimeoutAtMost(ofSeconds(5))
                    .hasTcpNoDelay();
        }
    }

    private static Socket connectTo(InetSocketAddress server) throws IOException {
        var socket = new Socket();
        socket.connect(server, 5000);
        socket.setSoTimeout(5000);
        socket.setKeepAlive(true);
        socket.setTcpNoDelay(true);
        return socket;
    }
}
