package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The judge: a plain blocking socket, whose outcomes read like the cells of a table. */
final class RawClient implements AutoCloseable {

    /** What {@link #readForAMoment} gives where nothing comes. */
    static final String NOTHING = "Read timed out";

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SILENCE_MILLIS = 150;

    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    static RawClient to(Peer peer) throws IOException {
        return to(peer.address());
    }

    /** Connects, and waits until the peer has accepted so many connections in all. */
    static RawClient acceptedBy(Peer peer, int connections) throws Exception {
        var client = to(peer);
        Wire.awaitConnections(peer, connections);
        return client;
    }

    static RawClient to(InetSocketAddress address) throws IOException {
        return to(address, 0);
    }

    /** Connects with this receive buffer, or the system's choice if it is 0. */
    static RawClient to(InetSocketAddress address, int receiveBuffer) throws IOException {
        var socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(address, PATIENCE_MILLIS);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
        return new RawClient(socket);
    }

    /** Tells how a connect ends, without keeping the connection. */
    static String connect(Peer peer) {
        try (var client = to(peer)) {
            return client.socket.isConnected() ? "ok" : "not connected";
        } catch (IOException failure) {
            return outcome(failure);
        }
    }

    /**
     * Asserts that a connect is refused, unless it comes when that is over: a busy machine may hold it up.
     *
     * @param since when refusing had not begun yet, or began
     */
    static void assertRefusedFor(Duration time, long since, Peer peer) {
        var outcome = connect(peer);
        if (System.nanoTime() - since < time.toNanos()) {
            assertThat(outcome).isEqualTo("ConnectException: Connection refused");
        }
    }

    /** Asserts that a peer serves it that echoes. */
    void assertServed() {
        assertThat(write("x")).isEqualTo("ok");
        assertThat(read()).isEqualTo("x");
    }

    /** Reads once: text, {@code -1}, or what was thrown. */
    String read() {
        try {
            var buffer = new byte[1024];
            int count = socket.getInputStream().read(buffer);
            return count < 0 ? "-1" : new String(buffer, 0, count, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            return outcome(failure);
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

    /** Reads until there are so many characters. */
    String readText(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Writes: {@code ok}, or what was thrown. */
    String write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return "ok";
        } catch (IOException failure) {
            return outcome(failure);
        }
    }

    /** Writes until that fails, since the answer to a write before may be on its way yet; gives what was thrown. */
    String writeUntilRefused() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        var outcome = write("x");
        while (outcome.equals("ok") && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
            outcome = write("x");
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

    int port() {
        return socket.getLocalPort();
    }

    Socket socket() {
        return socket;
    }

    static String outcome(IOException failure) {
        var name = failure instanceof SocketTimeoutException
                ? ""
                : failure.getClass().getSimpleName() + ": ";
        return name + failure.getMessage();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
