package dev.peerless.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A port of a peer's own on loopback. It is held by a socket that is bound but does not listen: while no listener is
 * there, connects are refused and nobody else can take the port.
 */
final class Port {

    private static final int BACKLOG = 1024;

    private final EventLoop loop;
    private final EventLoop.Ready acceptor;
    private final SocketChannel reservation;
    private final InetSocketAddress address;
    private @Nullable ServerSocketChannel listener;

    Port(EventLoop loop, EventLoop.Ready acceptor) throws IOException {
        this.loop = loop;
        this.acceptor = acceptor;
        this.reservation = SocketChannel.open();
        // Without SO_REUSEADDR: with it, any server that sets it too, as Java's do, could take the port.
        reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.address = (InetSocketAddress) reservation.getLocalAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Begins to listen, and tells whether it did not yet. May be called before the loop knows of this port. */
    boolean listen() throws IOException {
        if (listener != null) {
            return false;
        }
        var channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            bindBesidesReservation(channel);
        } catch (IOException failure) {
            Hangup.close(loop, channel);
            throw failure;
        }
        listener = channel;
        // The kernel accepts from here on; the loop follows when it is told.
        loop.execute(() -> register(channel));
        return true;
    }

    private void bindBesidesReservation(ServerSocketChannel channel) throws IOException {
        reservation.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            channel.bind(address, BACKLOG);
        } finally {
            reservation.setOption(StandardSocketOptions.SO_REUSEADDR, false);
        }
    }

    private void register(ServerSocketChannel channel) {
        try {
            if (channel.isOpen()) {
                var unused = loop.register(channel, SelectionKey.OP_ACCEPT, acceptor);
            }
        } catch (IOException failure) {
            acceptor.failed(failure);
        }
    }

    /** Takes a connection that has come, if there is one. */
    @Nullable
    SocketChannel accept() throws IOException {
        return listener == null ? null : listener.accept();
    }

    /** Ceases to listen, and tells whether it did before. Connections not accepted yet are reset by the kernel. */
    boolean stop() throws IOException {
        if (listener == null) {
            return false;
        }
        Hangup.close(loop, listener);
        listener = null;
        return true;
    }

    /** Gives the port back. */
    void close() throws IOException {
        var unused = stop();
        Hangup.close(loop, reservation);
    }
}
