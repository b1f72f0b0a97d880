package dev.peerless.assertions;

import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.READ_MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent.Connected;
import java.io.IOException;
import java.net.Socket;

/** The code under test of these tests: a raw socket, which neither retries nor renames anything. */
final class Client implements AutoCloseable {

    private final Socket socket;

    private Client(Socket socket) {
        this.socket = socket;
    }

    /** Connects, and waits until the peer has accepted: the kernel does so without asking it. */
    static Client connectTo(Peer peer) throws IOException, InterruptedException {
        var socket = new Socket(peer.host(), peer.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_MILLIS);
        for (var seen = peer.transcript(); !hasAccepted(seen, socket.getLocalPort()); ) {
            seen = peer.awaitMore(seen, FAR);
        }
        return new Client(socket);
    }

    private static boolean hasAccepted(Transcript seen, int port) {
        return seen.events().stream()
                .anyMatch(event -> event instanceof Connected connected
                        && connected.remote().getPort() == port);
    }

    Client send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        return this;
    }

    void sendFin() throws IOException {
        socket.shutdownOutput();
    }

    void sendRst() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
