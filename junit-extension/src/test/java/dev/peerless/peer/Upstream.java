package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A real server for a relay to forward to, with plain sockets. */
final class Upstream implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SILENCE_MILLIS = 150;

    private final ServerSocket server;

    private Upstream(ServerSocket server) {
        this.server = server;
    }

    static Upstream listening() throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
        return new Upstream(server);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Takes the next connection. It reads with the same patience. */
    Socket accept() throws IOException {
        var socket = server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads one byte: its character, {@code -1}, or what was thrown. */
    static String read(Socket socket) {
        try {
            int read = socket.getInputStream().read();
            return read < 0 ? "-1" : String.valueOf((char) read);
        } catch (IOException failure) {
            return RawClient.outcome(failure);
        }
    }

    /** Reads for a moment, and fails if bytes, an end or an error come. */
    static void assertNothingComes(Socket socket) throws IOException {
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(SILENCE_MILLIS);
        try {
            assertThat(read(socket)).isEqualTo("Read timed out");
        } finally {
            socket.setSoTimeout(patience);
        }
    }

    /** Sends a RST. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
