package dev.peerless.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes listening sockets on whose calls something is staged, and numbers them. */
final class StagedServerSocketFactory extends ServerSocketFactory {

    private static final int DEFAULT_BACKLOG = 0;

    private final Calls.Staging staging;
    private final AtomicInteger made = new AtomicInteger();

    StagedServerSocketFactory(Calls.Staging staging) {
        this.staging = staging;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return next();
    }

    private StagedServerSocket next() throws IOException {
        return new StagedServerSocket(staging, made.incrementAndGet());
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, DEFAULT_BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) throws IOException {
        var socket = next();
        try {
            socket.bind(new InetSocketAddress(address, port), backlog);
            return socket;
        } catch (IOException failure) {
            socket.closeReally();
            throw failure;
        }
    }
}
