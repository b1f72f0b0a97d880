package dev.peerless.samples.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A server with nothing between it and the socket: it answers a GET with a report, and counts what is posted. */
final class RawServer implements AutoCloseable {

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listener;
    private final Served.Log served = new Served.Log();

    private RawServer(ServerSocket listener) {
        this.listener = listener;
    }

    static RawServer start() throws IOException {
        var server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        var thread = new Thread(server::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
                socket.setSoTimeout(30_000);
                serve(socket);
            } catch (IOException ended) {
                // By its client, which is in the log, or by the end of the test.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        var report = new Report();
        var upload = new Upload();
        Throwable thrown = null;
        try {
            var head = readHead(socket.getInputStream());
            if (head.startsWith("POST")) {
                upload.readFrom(socket.getInputStream());
            } else {
                report.writeTo(
                        socket.getOutputStream(), Integer.parseInt(head.replaceAll("(?s).*?rows=(\\d+).*", "$1")));
            }
        } catch (IOException failure) {
            thrown = failure;
        }
        served.add(report.written() + upload.bytes(), thrown);
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client left within its request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    Served.Log served() {
        return served;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
