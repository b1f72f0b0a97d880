package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** The least that can have many connections: one thread, one selector, each connection accepted and registered. */
final class HandWrittenHolder implements Listening {

    private enum Until {
        CONNECT,
        BYTE,
        CLOSED
    }

    private static final int BACKLOG = 1024;

    private final Until until;
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final List<SocketChannel> held = new ArrayList<>();
    private final Thread thread;

    private HandWrittenHolder(Until until) throws IOException {
        this.until = until;
        listener = ServerSocketChannel.open();
        selector = Selector.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::serve, "by-hand-holder");
        thread.setDaemon(true);
        thread.start();
    }

    static HandWrittenHolder resettingOnConnect() throws IOException {
        return new HandWrittenHolder(Until.CONNECT);
    }

    static HandWrittenHolder resettingAfterByte() throws IOException {
        return new HandWrittenHolder(Until.BYTE);
    }

    static HandWrittenHolder holding() throws IOException {
        return new HandWrittenHolder(Until.CLOSED);
    }

    @Override
    public int port() {
        return listener.socket().getLocalPort();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
            }
        } catch (ClosedSelectorException closed) {
            // The measurement is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.channel() instanceof SocketChannel channel) {
                var unused = channel.read(ByteBuffer.allocate(1));
                reset(channel);
                // A registered channel is closed by the selector's next turn.
                selector.wakeup();
            } else {
                acceptAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll() throws IOException {
        for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
            if (until == Until.CONNECT) {
                reset(channel);
                continue;
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ);
            held.add(channel);
        }
    }

    private static void reset(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    /** Resets all of them, so that no port is left waiting. */
    @Override
    public void close() throws IOException {
        selector.close();
        listener.close();
        for (var channel : held) {
            if (channel.isOpen()) {
                reset(channel);
            }
        }
    }
}
