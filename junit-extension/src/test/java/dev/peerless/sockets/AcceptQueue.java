package dev.peerless.sockets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A listener on loopback whose accept queue is full: Linux does not answer a SYN then, and a connect waits. */
public final class AcceptQueue implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    private AcceptQueue(ServerSocket listener) {
        this.listener = listener;
    }

    public static AcceptQueue full() throws IOException {
        var queue = new AcceptQueue(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        queue.fill();
        return queue;
    }

    /** Leaves room for so many connects. */
    public static AcceptQueue withRoomFor(int connects) throws IOException {
        var queue = full();
        queue.listener.setSoTimeout(30_000);
        for (int i = 0; i < connects; i++) {
            queue.listener.accept().close();
        }
        return queue;
    }

    /** Until two in a row are not answered: a kernel under load may be late to answer one for which there is room. */
    private void fill() throws IOException {
        for (int unanswered = 0; unanswered < 2; ) {
            var socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(address(), 100);
                unanswered = 0;
            } catch (SocketTimeoutException full) {
                unanswered++;
            }
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (var socket : queued) {
            socket.close();
        }
        listener.close();
    }
}
