package dev.peerless.samples.report;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.samples.report.Mishaps.send;

import dev.peerless.junit.PeerEchoes;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A failed test with many connections, for a report to show. */
class ManyConnections {

    static final int CONNECTIONS = 1_000;

    @Test
    void endWithAReset(@PeerEchoes Peer peer) throws IOException {
        for (int i = 1; i <= CONNECTIONS; i++) {
            try (var client = new Socket(peer.host(), peer.port())) {
                client.setSoTimeout(30_000);
                for (int message = 0; message < 4; message++) {
                    send(client, "order-" + i + "." + message);
                    client.getInputStream().readNBytes(("order-" + i + "." + message).length());
                }
            }
        }
        assertThatConnection(peer.connection(CONNECTIONS)).endedByRst();
    }
}
