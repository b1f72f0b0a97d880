package dev.peerless.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A plain listener on loopback: the other end of the sockets under test. */
final class Loopback implements AutoCloseable {

    private final ServerSocket listener;

    Loopback() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(30_000);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    Socket accept() throws IOException {
        var socket = listener.accept();
        socket.setSoTimeout(30_000);
        return socket;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
