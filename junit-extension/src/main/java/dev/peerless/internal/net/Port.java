package dev.peerless.internal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A port of a peer's own. It is held by a socket that is bound but does not listen: while no listener is
 * there, connects are refused and nobody else can take the port.
 *
 * <p>The listener comes beside that socket. Where there is {@code SO_REUSEPORT}, which servers seldom ask for, both have
 * it, and the port is never free. Elsewhere both have {@code SO_REUSEADDR} while the listener is bound, and for this
 * instant a server that has it too could come in between.
 */
final class Port {

    static final int BACKLOG = 1024;

    private static final byte[] LOOPBACK_OF_IPV4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_OF_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final EventLoop loop;
    private final EventLoop.Ready acceptor;
    private final SocketChannel reservation;
    private final boolean sharesPort;
    private final int receiveBuffer;
    private final InetSocketAddress address;
    private final InetSocketAddress reachable;
    private @Nullable ServerSocketChannel listener;
    private @Nullable SelectionKey key;
    private boolean open = true;

    Port(EventLoop loop, EventLoop.Ready acceptor, InetAddress host, int receiveBuffer) throws IOException {
        this.loop = loop;
        this.receiveBuffer = receiveBuffer;
        this.acceptor = acceptor;
        this.reservation = isOfIpv4Alone(host) ? SocketChannel.open(StandardProtocolFamily.INET) : SocketChannel.open();
        this.sharesPort = reservation.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        try {
            this.address = reserve(host);
        } catch (IOException | RuntimeException notHere) {
            Hangup.close(loop, reservation);
            throw notHere;
        }
        this.reachable = reachable(address, Port::isHere);
    }

    private InetSocketAddress reserve(InetAddress host) throws IOException {
        // Without SO_REUSEADDR: with it, any server that sets it too, as Java's do, could take the port.
        reservation.bind(new InetSocketAddress(host, 0));
        if (sharesPort) {
            // Not before: a port that others share as well might be chosen.
            reservation.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
        return (InetSocketAddress) reservation.getLocalAddress();
    }

    /** All addresses of IPv4: a socket of both families would take those of IPv6 as well. */
    private static boolean isOfIpv4Alone(InetAddress host) {
        return host instanceof Inet4Address && host.isAnyLocalAddress();
    }

    /** Gives where it can be reached from this machine. */
    InetSocketAddress address() {
        return reachable;
    }

    /** All addresses of IPv6 are those of IPv4 as well: where there is no ::1, 127.0.0.1 leads there. */
    static InetSocketAddress reachable(InetSocketAddress bound, Predicate<InetAddress> isHere) throws IOException {
        if (!bound.getAddress().isAnyLocalAddress()) {
            return bound;
        }
        var ofIpv6 = InetAddress.getByAddress(LOOPBACK_OF_IPV6);
        boolean takesIpv6 = bound.getAddress() instanceof Inet6Address && isHere.test(ofIpv6);
        return new InetSocketAddress(takesIpv6 ? ofIpv6 : InetAddress.getByAddress(LOOPBACK_OF_IPV4), bound.getPort());
    }

    private static boolean isHere(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException nobodyKnows) {
            return false;
        }
    }

    /**
     * Begins to listen, and tells whether it did not yet. May be called before the loop knows of this port.
     *
     * @param backlog how many connections the kernel makes ahead of their acceptance, and then one more
     */
    boolean listen(int backlog) throws IOException {
        if (listener != null) {
            return false;
        }
        var channel = isOfIpv4Alone(address.getAddress())
                ? ServerSocketChannel.open(StandardProtocolFamily.INET)
                : ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            if (receiveBuffer > 0) {
                // Before it listens: the window's scale is settled by the SYN.
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            bindBesidesReservation(channel, backlog);
        } catch (IOException failure) {
            Hangup.close(loop, channel);
            throw failure;
        }
        listener = channel;
        // The kernel accepts from here on; the loop follows when it is told.
        loop.execute(() -> register(channel));
        return true;
    }

    private void bindBesidesReservation(ServerSocketChannel channel, int backlog) throws IOException {
        if (sharesPort) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            channel.bind(address, backlog);
            return;
        }
        reservation.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            channel.bind(address, backlog);
        } finally {
            reservation.setOption(StandardSocketOptions.SO_REUSEADDR, false);
        }
    }

    private void register(ServerSocketChannel channel) {
        try {
            if (channel.isOpen()) {
                key = loop.register(channel, operations(), acceptor);
            }
        } catch (IOException failure) {
            acceptor.failed(failure);
        }
    }

    /** Says whether it is to be told of connections that have come; until then they wait in the kernel. */
    void setOpen(boolean nowOpen) {
        open = nowOpen;
        if (key != null && key.isValid()) {
            key.interestOps(operations());
        }
    }

    private int operations() {
        return open ? SelectionKey.OP_ACCEPT : 0;
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
