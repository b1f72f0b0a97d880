package dev.peerless.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The least that can hold many connections: one thread, one selector, each connection accepted and registered. */
final class HandWrittenHolder implements AutoCloseable {

    static final String THREAD = "by-hand-holder";

    private static final int BACKLOG = 1024;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final List<SocketChannel> held = new ArrayList<>();
    private final CountDownLatch missing;

    HandWrittenHolder(int connections) throws IOException {
        missing = new CountDownLatch(connections);
        listener = ServerSocketChannel.open();
        selector = Selector.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        var thread = new Thread(this::serve, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> acceptAll());
            }
        } catch (ClosedSelectorException closed) {
            // The measurement is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() {
        try {
            for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ);
                held.add(channel);
                missing.countDown();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitAll() throws InterruptedException {
        missing.await();
    }

    /** Resets all of them, so that no port is left waiting. */
    @Override
    public void close() throws IOException {
        selector.close();
        listener.close();
        for (var channel : held) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        }
    }
}
