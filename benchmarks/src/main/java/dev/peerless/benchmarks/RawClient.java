package dev.peerless.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** The judge of a reset: a plain socket, without a library that would retry or rename. */
final class RawClient {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawClient() {}

    /**
     * Connects, sends a byte if that is asked for, and reads until the reset.
     *
     * @return when it was seen, as {@link System#nanoTime()}
     */
    static long untilReset(InetSocketAddress address, boolean sendsByte) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.connect(address);
                if (sendsByte) {
                    socket.getOutputStream().write(1);
                }
                int seen = socket.getInputStream().read();
                throw new IllegalStateException("expected a reset, but read " + seen);
            } catch (SocketException e) {
                long now = System.nanoTime();
                if (!String.valueOf(e.getMessage()).startsWith("Connection reset")) {
                    throw e;
                }
                return now;
            }
        }
    }
}
