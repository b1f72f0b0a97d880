package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import dev.peerless.peer.PeerSetup;
import java.io.IOException;

/** A connection of a peer, what the code under test does on it, and what is asserted of that. */
final class Incoming implements AutoCloseable {

    private Peer peer;
    private Client client;

    private Incoming(PeerSetup plan) throws IOException, InterruptedException {
        peer = plan.listen();
        client = Client.connectTo(peer);
    }

    static Incoming connected() throws IOException, InterruptedException {
        return connectedTo(Peer.plan());
    }

    static Incoming connectedTo(PeerSetup plan) throws IOException, InterruptedException {
        return new Incoming(plan);
    }

    static Incoming with(Fault fault) throws IOException, InterruptedException {
        return connectedTo(Peer.plan().fault(fault));
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

    Client client() {
        return client;
    }

    Client send(String text) throws IOException {
        return client.send(text);
    }

    ConnectionAssert connection() {
        return assertThatConnection(peer.connection(1)).within(FAR);
    }

    ConnectionAssert connectionSoon() {
        return assertThatConnection(peer.connection(1)).within(SHORT);
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
