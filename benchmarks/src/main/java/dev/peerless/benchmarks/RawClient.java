package dev.peerless.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The judge of how a connection ends: a plain socket, without a library that would retry or rename. */
final class RawClient {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: peer\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private RawClient() {}

    /**
     * How a connection ended. Times are {@link System#nanoTime()}.
     *
     * @param requestedAt just before the request was sent; 0 if none was
     * @param seenAt when the end was seen
     * @param reset whether by a RST, and not by a FIN
     */
    record End(long requestedAt, long seenAt, boolean reset) {}

    /** Connects, and reads until the connection ends. */
    static End untilEnd(InetSocketAddress address) throws IOException {
        return untilEnd(address, socket -> 0);
    }

    /** Connects, sends an HTTP request after a pause, and reads until the connection ends. */
    static End untilEndOfRequest(InetSocketAddress address, Duration pause) throws IOException {
        return untilEnd(address, socket -> {
            sleep(pause);
            long now = System.nanoTime();
            socket.getOutputStream().write(REQUEST);
            return now;
        });
    }

    private interface Request {
        long send(Socket socket) throws IOException;
    }

    private static End untilEnd(InetSocketAddress address, Request request) throws IOException {
        long requestedAt = 0;
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.connect(address);
                requestedAt = request.send(socket);
                int seen = socket.getInputStream().read();
                if (seen >= 0) {
                    throw new IllegalStateException("expected an end, but read " + seen);
                }
                return new End(requestedAt, System.nanoTime(), false);
            } catch (SocketException e) {
                long now = System.nanoTime();
                if (!String.valueOf(e.getMessage()).startsWith("Connection reset")) {
                    throw e;
                }
                return new End(requestedAt, now, true);
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
