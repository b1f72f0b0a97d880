package dev.peerless.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server under test with nothing but plain sockets, whose outcomes read like the cells of a table. */
final class RawServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SILENCE_MILLIS = 150;
    private static final int QUEUE = 200;

    private final ServerSocket listener;

    private RawServer(ServerSocket listener) throws IOException {
        this.listener = listener;
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    static RawServer listening() throws IOException {
        return new RawServer(new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress()));
    }

    /** Listens on every address of this machine, and says so by 0.0.0.0. */
    static RawServer listeningEverywhere() throws IOException {
        return new RawServer(new ServerSocket(0));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    Served accept() throws IOException {
        var socket = listener.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Served(socket);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** The server's end of a connection. */
    static final class Served implements AutoCloseable {

        private final Socket socket;

        private Served(Socket socket) {
            this.socket = socket;
        }

        /** The client's port. */
        int clientPort() {
            return socket.getPort();
        }

        Socket socket() {
            return socket;
        }

        /** Reads once: text, {@code -1}, or what was thrown. */
        String read() {
            try {
                var buffer = new byte[1024];
                int count = socket.getInputStream().read(buffer);
                return count < 0 ? "-1" : new String(buffer, 0, count, StandardCharsets.UTF_8);
            } catch (IOException failure) {
                return RawClient.outcome(failure);
            }
        }

        /** Reads once, but not for long. */
        String readForAMoment() throws IOException {
            socket.setSoTimeout(SILENCE_MILLIS);
            try {
                return read();
            } finally {
                socket.setSoTimeout(PATIENCE_MILLIS);
            }
        }

        /** Reads until there are so many characters, or no more come. */
        String readText(int length) throws IOException {
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        }

        /** Writes: {@code ok}, or what was thrown. */
        String write(String text) {
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                return "ok";
            } catch (IOException failure) {
                return RawClient.outcome(failure);
            }
        }

        /** Writes on and on until that fails, and tells what was thrown. */
        String writeUntilThatFails() {
            var piece = "x".repeat(8 * 1024);
            var outcome = "ok";
            while (outcome.equals("ok")) {
                outcome = write(piece);
            }
            return outcome;
        }

        /** Sends a FIN. */
        void finish() throws IOException {
            socket.shutdownOutput();
        }

        /** Sends a RST. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
