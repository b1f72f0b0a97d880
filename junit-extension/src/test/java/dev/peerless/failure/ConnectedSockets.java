package dev.peerless.failure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Two raw sockets that are connected over loopback: that of the code under test and that of its peer. */
record ConnectedSockets(Socket ours, Socket peers) implements AutoCloseable {

    static ConnectedSockets connect() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ours = new Socket(listener.getInetAddress(), listener.getLocalPort());
            return new ConnectedSockets(ours, listener.accept());
        }
    }

    /** A RST and no FIN. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void peerResets() throws IOException {
        reset(peers);
    }

    /** A FIN, and a RST to whatever arrives afterwards. */
    void peerCloses() throws IOException {
        peers.close();
    }

    /** What is written before the RST has arrived succeeds, and is lost. */
    @SuppressWarnings("InfiniteLoopStatement")
    void writeUntilItFails() throws IOException {
        while (true) {
            ours.getOutputStream().write(1);
        }
    }

    @Override
    public void close() throws IOException {
        ours.close();
        peers.close();
    }
}
