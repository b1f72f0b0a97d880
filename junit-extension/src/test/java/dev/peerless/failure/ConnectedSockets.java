package dev.peerless.failure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Two raw sockets that are connected over loopback: that of the code under test and that of its peer. */
record ConnectedSockets(Socket ours, Socket peers) implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    static ConnectedSockets connect() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ours = new Socket(listener.getInetAddress(), listener.getLocalPort());
            listener.setSoTimeout(PATIENCE_MILLIS);
            var peers = listener.accept();
            ours.setSoTimeout(PATIENCE_MILLIS);
            peers.setSoTimeout(PATIENCE_MILLIS);
            return new ConnectedSockets(ours, peers);
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
