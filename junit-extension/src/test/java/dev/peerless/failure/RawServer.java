package dev.peerless.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does the same to each connection that it accepts on loopback, one after the other: some clients try again. */
final class RawServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    @FunctionalInterface
    interface Treatment {

        /** The socket is closed afterwards. */
        void apply(Socket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final Treatment treatment;
    private final CompletableFuture<Void> served;

    private RawServer(ServerSocket listener, Treatment treatment) {
        this.listener = listener;
        this.treatment = treatment;
        this.served = CompletableFuture.runAsync(this::serve, task -> new Thread(task, "raw server").start());
    }

    static RawServer thatDoes(Treatment treatment) throws IOException {
        return new RawServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), treatment);
    }

    static RawServer thatIsSilent() throws IOException {
        return thatDoes(socket -> socket.getInputStream().readAllBytes());
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                treatment.apply(socket);
            } catch (IOException e) {
                // The client has left, or we are closed.
            }
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    URI uri(String scheme) {
        return URI.create(
                scheme + "://" + address().getHostString() + ":" + address().getPort() + "/");
    }

    static void readRequestHead(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var lastFour = 0;
        while (lastFour != 0x0D0A0D0A) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the client left within its request");
            }
            lastFour = lastFour << 8 | next;
        }
    }

    static void readTlsRecord(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        in.skipNBytes(3);
        in.skipNBytes(in.readUnsignedShort());
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        served.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
    }
}
