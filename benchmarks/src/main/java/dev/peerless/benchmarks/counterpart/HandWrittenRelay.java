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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The relay to beat: one thread, one selector, direct buffers of 1 MiB, one of which serves all who can write at once.
 * What the other side does not take stays in its buffer, and nothing is read behind it until it has gone. It forwards
 * and does nothing else: no transcript, no faults, no handling of resets.
 */
final class HandWrittenRelay implements Listening {

    private static final int BUFFER_SIZE = 1 << 20;
    private static final int BACKLOG = 1024;

    private final InetSocketAddress upstream;
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final List<SocketChannel> open = new ArrayList<>();
    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    HandWrittenRelay(InetSocketAddress upstream) throws IOException {
        this.upstream = upstream;
        this.listener = ServerSocketChannel.open();
        this.selector = Selector.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        var thread = new Thread(this::serve, "by-hand-relay");
        thread.setDaemon(true);
        thread.start();
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
            if (key.attachment() instanceof Side side) {
                side.ready();
            } else {
                accept();
            }
        } catch (IOException ended) {
            key.cancel();
        }
    }

    private void accept() throws IOException {
        for (var near = listener.accept(); near != null; near = listener.accept()) {
            var one = register(near);
            var other = register(SocketChannel.open(upstream));
            one.attach(new Side(one, other));
            other.attach(new Side(other, one));
        }
    }

    private SelectionKey register(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        open.add(channel);
        return channel.register(selector, SelectionKey.OP_READ);
    }

    /** One end, with what is on the way to it. */
    private final class Side {

        private final SelectionKey own;
        private final SelectionKey other;
        private ByteBuffer waiting = ByteBuffer.allocate(0);
        private boolean ended;

        Side(SelectionKey own, SelectionKey other) {
            this.own = own;
            this.other = other;
        }

        void ready() throws IOException {
            if (own.isReadable()) {
                read();
            }
            if (own.isValid() && own.isWritable()) {
                write();
            }
        }

        private void read() throws IOException {
            var buffer = free.isEmpty() ? ByteBuffer.allocateDirect(BUFFER_SIZE) : free.pop();
            int count = channel(own).read(buffer.clear());
            if (count > 0) {
                channel(other).write(buffer.flip());
            }
            if (count > 0 && buffer.hasRemaining()) {
                own.interestOpsAnd(~SelectionKey.OP_READ);
                ((Side) other.attachment()).waiting = buffer;
                other.interestOpsOr(SelectionKey.OP_WRITE);
                return;
            }
            free.push(buffer);
            if (count < 0) {
                end();
            }
        }

        private void end() throws IOException {
            ended = true;
            own.interestOpsAnd(~SelectionKey.OP_READ);
            channel(other).shutdownOutput();
            if (((Side) other.attachment()).ended) {
                channel(own).close();
                channel(other).close();
            }
        }

        private void write() throws IOException {
            channel(own).write(waiting);
            if (!waiting.hasRemaining()) {
                free.push(waiting);
                own.interestOpsAnd(~SelectionKey.OP_WRITE);
                other.interestOpsOr(SelectionKey.OP_READ);
            }
        }

        private static SocketChannel channel(SelectionKey key) {
            return (SocketChannel) key.channel();
        }
    }

    /** Resets what is connected, so that no port is left waiting. */
    @Override
    public void close() throws IOException {
        selector.close();
        listener.close();
        for (var channel : open) {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        }
    }
}
