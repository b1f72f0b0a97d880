package dev.peerless.benchmarks;

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

/**
 * The relay to beat: one thread, one selector, one connection, a direct buffer of 1 MiB for each direction. What the
 * other side does not take stays in that buffer, and nothing is read behind it until it has gone. It forwards and does
 * nothing else: no transcript, no faults, no handling of resets.
 */
final class HandWrittenRelay implements AutoCloseable {

    private static final int BUFFER_SIZE = 1 << 20;

    private final InetSocketAddress upstream;
    private final ServerSocketChannel listener;
    private final Selector selector;

    HandWrittenRelay(InetSocketAddress upstream) throws IOException {
        this.upstream = upstream;
        this.listener = ServerSocketChannel.open();
        this.selector = Selector.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var thread = new Thread(this::serve, "by-hand-relay");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    private void serve() {
        try (var near = listener.accept();
                var far = SocketChannel.open(upstream)) {
            var nearKey = register(near);
            var farKey = register(far);
            var there = new Flow(nearKey, farKey);
            var back = new Flow(farKey, nearKey);
            while (!there.ended || !back.ended) {
                selector.select(key -> {
                    try {
                        if (key.isReadable()) {
                            (key == nearKey ? there : back).read();
                        }
                        if (key.isValid() && key.isWritable()) {
                            (key == nearKey ? back : there).write();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        } catch (ClosedSelectorException closed) {
            // The measurement is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SelectionKey register(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.register(selector, SelectionKey.OP_READ);
    }

    /** One direction. */
    private static final class Flow {

        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
        private final SelectionKey from;
        private final SelectionKey to;
        private boolean ended;

        Flow(SelectionKey from, SelectionKey to) {
            this.from = from;
            this.to = to;
        }

        void read() throws IOException {
            int count = ((SocketChannel) from.channel()).read(buffer.clear());
            if (count < 0) {
                ended = true;
                from.interestOpsAnd(~SelectionKey.OP_READ);
                ((SocketChannel) to.channel()).shutdownOutput();
                return;
            }
            ((SocketChannel) to.channel()).write(buffer.flip());
            if (buffer.hasRemaining()) {
                from.interestOpsAnd(~SelectionKey.OP_READ);
                to.interestOpsOr(SelectionKey.OP_WRITE);
            }
        }

        void write() throws IOException {
            ((SocketChannel) to.channel()).write(buffer);
            if (!buffer.hasRemaining()) {
                to.interestOpsAnd(~SelectionKey.OP_WRITE);
                from.interestOpsOr(SelectionKey.OP_READ);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.close();
    }
}
