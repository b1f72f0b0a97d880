package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A relay with two threads for each connection, and a buffer of 1 MiB in each. */
final class HandWrittenThreads implements Listening {

    private static final int BUFFER_SIZE = 1 << 20;
    private static final int BACKLOG = 1024;

    private final InetSocketAddress upstream;
    private final ServerSocket listener;
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();

    HandWrittenThreads(InetSocketAddress upstream) throws IOException {
        this.upstream = upstream;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start(this::acceptAll);
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // Of a connection, or of the listener.
                    }
                },
                "by-hand-relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() throws IOException {
        while (true) {
            var near = ready(listener.accept());
            var far = ready(new Socket(upstream.getAddress(), upstream.getPort()));
            start(() -> pump(near, far));
            start(() -> pump(far, near));
        }
    }

    private Socket ready(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private static void pump(Socket from, Socket to) throws IOException {
        var buffer = new byte[BUFFER_SIZE];
        var in = from.getInputStream();
        var out = to.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
        to.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }
}
