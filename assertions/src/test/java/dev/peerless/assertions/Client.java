package dev.peerless.assertions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;

/** The code under test of these tests: a raw socket, which neither retries nor renames anything. */
final class Client implements AutoCloseable {

    private final Socket socket;

    private Client(Socket socket) {
        this.socket = socket;
    }

    static Client connectTo(Peer peer) throws IOException {
        var socket = new Socket(peer.host(), peer.port());
        socket.setTcpNoDelay(true);
        return new Client(socket);
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
