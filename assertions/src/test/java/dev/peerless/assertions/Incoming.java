package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;

import dev.peerless.peer.Peer;
import java.io.IOException;

/** A connection of a peer, what the code under test sends over it, and what is asserted of that. */
final class Incoming implements AutoCloseable {

    private Peer peer = Peer.plan().listen();
    private Client client = Client.connectTo(peer);

    private Incoming() throws IOException, InterruptedException {}

    static Incoming connected() throws IOException, InterruptedException {
        return new Incoming();
    }

    Peer peer() {
        return peer;
    }

    /** Has the peer keep only the first bytes. */
    void recordUpTo(int bytes) throws IOException, InterruptedException {
        close();
        peer = Peer.plan().recordPayloadUpTo(bytes).listen();
        client = Client.connectTo(peer);
    }

    Client send(String text) throws IOException {
        return client.send(text);
    }

    DataAssert data() {
        return assertThatConnection(peer).within(FAR).receivedData();
    }

    DataAssert dataSoon() {
        return assertThatConnection(peer).within(SHORT).receivedData();
    }

    @Override
    public void close() throws IOException {
        client.close();
        peer.close();
    }
}
