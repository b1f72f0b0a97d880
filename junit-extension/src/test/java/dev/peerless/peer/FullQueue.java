package dev.peerless.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A server under test whose accept queue is full: Linux does not answer a SYN then, and a connect waits. */
final class FullQueue implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    private FullQueue(ServerSocket listener) {
        this.listener = listener;
    }

    static FullQueue open() throws IOException {
        var queue = new FullQueue(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        queue.fill();
        return queue;
    }

    /** Leaves room for so many connects. */
    static FullQueue withRoomFor(int connects) throws IOException {
        var queue = open();
        for (int i = 0; i < connects; i++) {
            queue.listener.accept().close();
        }
        return queue;
    }

    private void fill() throws IOException {
        try {
            while (true) {
                var socket = new Socket();
                queued.add(socket);
                socket.connect(address(), 100);
            }
        } catch (SocketTimeoutException full) {
            // That is what is wanted.
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        for (var socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
