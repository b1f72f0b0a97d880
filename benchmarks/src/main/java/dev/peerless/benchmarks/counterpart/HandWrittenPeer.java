package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The peer that a test would have without Peerless: a listener and a thread that accepts one connection and resets it.
 */
public final class HandWrittenPeer implements Listening {

    private final ServerSocket listener;
    private final boolean awaitsByte;
    private final Duration delay;
    private volatile long acceptedAt;
    private final CompletableFuture<Long> resetAt = new CompletableFuture<>();

    private HandWrittenPeer(boolean awaitsByte, Duration delay) throws IOException {
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.awaitsByte = awaitsByte;
        this.delay = delay;
        var thread = new Thread(this::serve, "by-hand-peer");
        thread.setDaemon(true);
        thread.start();
    }

    static HandWrittenPeer resettingOnConnect() throws IOException {
        return new HandWrittenPeer(false, Duration.ZERO);
    }

    static HandWrittenPeer resettingAfterByte() throws IOException {
        return new HandWrittenPeer(true, Duration.ZERO);
    }

    public static HandWrittenPeer resettingAfter(Duration delay) throws IOException {
        return new HandWrittenPeer(false, delay);
    }

    private void serve() {
        try {
            var socket = listener.accept();
            acceptedAt = System.nanoTime();
            if (awaitsByte) {
                var unused = socket.getInputStream().read();
            }
            if (!delay.isZero()) {
                sleep();
            }
            socket.setSoLinger(true, 0);
            socket.close();
            resetAt.complete(System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sleep() {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    /** When the one connection was accepted. */
    public long acceptedAt() {
        return acceptedAt;
    }

    /** When it had been reset; its client may see that before this is known. */
    public long resetAt() {
        return resetAt.join();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
