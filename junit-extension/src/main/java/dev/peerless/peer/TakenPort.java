package dev.peerless.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A port on loopback that is really taken: a server under test that binds it gets {@code BindException: Address already in
 * use}.
 *
 * <pre>{@code
 * try (TakenPort taken = TakenPort.take()) {
 *     assertThatThrownBy(() -> new OrderServer(taken.port()).start()).hasRootCauseInstanceOf(BindException.class);
 *     taken.release();
 *     new OrderServer(taken.port()).start();
 * }
 * }</pre>
 *
 * <p>Held by a listening socket on 127.0.0.1 and, where the machine has it, one on ::1. On Linux (measured, JDK 17 and 25)
 * a bind fails for 127.0.0.1, for ::1, and for the wildcard of either family or both, whether the binding socket has
 * SO_REUSEADDR, SO_REUSEPORT, both or neither, and whether or not it is to listen. It succeeds on other addresses of the
 * machine, others of 127.0.0.0/8 among them: a socket that holds those too would be open to the network. Only TCP is
 * taken. Windows and macOS were not measured.
 *
 * <p>Connects to it are accepted by the kernel and never answered, until their backlog is full.
 *
 * <p>Any thread may use it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TakenPort implements AutoCloseable {

    /** A port that is free on one loopback address is seldom taken on the other. */
    private static final int ATTEMPTS = 50;

    private final ServerSocket listener;
    private final @Nullable ServerSocket listenerOnIpv6;

    private TakenPort(ServerSocket listener, @Nullable ServerSocket listenerOnIpv6) {
        this.listener = listener;
        this.listenerOnIpv6 = listenerOnIpv6;
    }

    /**
     * Takes a port that nobody else has.
     *
     * @return the port, to be released by the caller
     * @throws UncheckedIOException if loopback cannot be bound
     */
    public static TakenPort take() {
        try {
            for (int attempt = 1; ; attempt++) {
                var listener = listen(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
                try {
                    return new TakenPort(listener, besides(listener));
                } catch (IOException takenThere) {
                    listener.close();
                    if (attempt == ATTEMPTS) {
                        throw takenThere;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a port could not be taken on loopback", e);
        }
    }

    private static @Nullable ServerSocket besides(ServerSocket listener) throws IOException {
        var ipv6 = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try {
            listen(ipv6, 0).close();
        } catch (IOException noIpv6) {
            return null;
        }
        return listen(ipv6, listener.getLocalPort());
    }

    private static ServerSocket listen(InetAddress address, int port) throws IOException {
        var socket = new ServerSocket();
        try {
            // With it, on some systems another socket that has it too could share the port.
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /**
     * Gives the port.
     *
     * @return the port, also after its release
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Gives the port with its address.
     *
     * @return 127.0.0.1 and the port, also after its release
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /**
     * Tells whether it is still taken by this.
     *
     * @return whether it has not been released
     */
    public boolean isTaken() {
        return !listener.isClosed();
    }

    /**
     * Gives the port back: from now on it can be bound, by whoever comes first. Connections that came to it are reset.
     * Does nothing if it was released before.
     *
     * @throws UncheckedIOException if a socket cannot be closed
     */
    public void release() {
        try (listener) {
            if (listenerOnIpv6 != null) {
                listenerOnIpv6.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port() + " could not be released", e);
        }
    }

    /** Releases the port. */
    @Override
    public void close() {
        release();
    }

    /**
     * Shows the port.
     *
     * @return such as {@code taken port 40213} or {@code released port 40213}
     */
    @Override
    public String toString() {
        return (isTaken() ? "taken" : "released") + " port " + port();
    }
}
