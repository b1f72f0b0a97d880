package dev.peerless.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/** Makes sockets on whose calls something is staged, and numbers them. */
class StagedSocketFactory extends SocketFactory {

    private final Calls.Staging staging;
    private final AtomicInteger made = new AtomicInteger();

    StagedSocketFactory(Calls.Staging staging) {
        this.staging = staging;
    }

    @Override
    public final Socket createSocket() {
        return next();
    }

    private StagedSocket next() {
        return new StagedSocket(staging, made.incrementAndGet());
    }

    @Override
    public final Socket createSocket(String host, int port) throws IOException {
        return prepared(socket -> socket.connect(host, port));
    }

    @Override
    public final Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return prepared(socket -> {
            socket.bind(new InetSocketAddress(localHost, localPort));
            socket.connect(host, port);
        });
    }

    @Override
    public final Socket createSocket(InetAddress host, int port) throws IOException {
        return prepared(socket -> socket.connect(new InetSocketAddress(host, port)));
    }

    @Override
    public final Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return prepared(socket -> {
            socket.bind(new InetSocketAddress(localHost, localPort));
            socket.connect(new InetSocketAddress(host, port));
        });
    }

    private interface Preparation {
        void of(StagedSocket socket) throws IOException;
    }

    /** As the constructors of a socket do, one that cannot be connected is closed. */
    private Socket prepared(Preparation preparation) throws IOException {
        var socket = next();
        try {
            preparation.of(socket);
            return socket;
        } catch (IOException failure) {
            socket.closeReally();
            throw failure;
        }
    }
}
