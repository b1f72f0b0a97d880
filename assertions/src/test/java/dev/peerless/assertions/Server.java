package dev.peerless.assertions;

import static dev.peerless.assertions.Waits.READ_MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The code under test when the peer dials: a server made of raw sockets. */
final class Server implements AutoCloseable {

    private static final int QUEUE = 50;

    private final ServerSocket listener;

    private Server(ServerSocket listener) {
        this.listener = listener;
    }

    static Server listening() throws IOException {
        var listener = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(READ_MILLIS);
        return new Server(listener);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    Served accept() throws IOException {
        var socket = listener.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_MILLIS);
        return new Served(socket);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** The server's end of a connection. */
    record Served(Socket socket) implements AutoCloseable {

        Served send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return this;
        }

        Served sendFin() throws IOException {
            socket.shutdownOutput();
            return this;
        }

        void sendRst() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        int read() throws IOException {
            return socket.getInputStream().read();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
