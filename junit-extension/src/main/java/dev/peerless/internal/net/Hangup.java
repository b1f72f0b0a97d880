package dev.peerless.internal.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.Collection;

/**
 * The one class that ends connections and listeners: what it is called is what goes over the wire.
 *
 * <p>A channel that is registered with a selector is not closed by {@code close()} but by the selector's next run; each
 * method therefore has the loop run it, so that it has happened when the method returns.
 */
final class Hangup {

    private Hangup() {}

    /** FIN; the other direction stays open. Does nothing if the connection is already gone. */
    static void fin(SocketChannel channel) throws IOException {
        channel.shutdownOutput();
    }

    /** RST alone: closing with a linger time of 0 seconds. What is still in the kernel's send queue is lost. */
    static void rst(EventLoop loop, SocketChannel channel) throws IOException {
        rstLater(channel);
        loop.completeCloses();
    }

    /** Like {@link #rst}, but sent when the loop's {@code completeCloses} runs: for many at once. */
    static void rstLater(SocketChannel channel) throws IOException {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
    }

    /**
     * Like {@link #rstLater}, of each: one that cannot be closed does not leave the others open.
     *
     * @throws IOException the first failure, with the others suppressed in it
     */
    static void rstEachLater(Collection<SocketChannel> channels) throws IOException {
        IOException first = null;
        for (var channel : channels) {
            try {
                rstLater(channel);
            } catch (IOException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** FIN, and at once RST, as a JVM sends that closes a socket with unread data. */
    static void finThenRst(EventLoop loop, SocketChannel channel) throws IOException {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.shutdownOutput();
        }
        loop.completeCloses();
    }

    /** Closes as any program does: FIN if none was sent yet, nothing more if it was; RST if something unread lies there. */
    static void close(EventLoop loop, NetworkChannel channel) throws IOException {
        channel.close();
        loop.completeCloses();
    }
}
