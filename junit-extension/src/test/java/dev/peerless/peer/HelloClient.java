package dev.peerless.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;

/** A plain socket that says the first word of TLS, and then only listens. */
final class HelloClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int RECORD = 1 << 16;

    private final Socket socket;

    private HelloClient(Socket socket) {
        this.socket = socket;
    }

    static HelloClient to(InetSocketAddress address, SSLContext context) throws IOException {
        return to(address, context, "");
    }

    /** Says something else before, in the same write. */
    static HelloClient to(InetSocketAddress address, SSLContext context, String before) throws IOException {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        var hello = ByteBuffer.allocate(RECORD).put(before.getBytes(UTF_8));
        engine.wrap(ByteBuffer.allocate(0), hello);
        var socket = new Socket(address.getAddress(), address.getPort());
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(hello.array(), 0, hello.position());
            return new HelloClient(socket);
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    /** Reads to the end: how much came, and by what it ended. */
    String readAll() {
        long count = 0;
        try {
            while (socket.getInputStream().read() >= 0) {
                count++;
            }
            return count + " bytes, -1";
        } catch (IOException failure) {
            return count + " bytes, " + RawClient.outcome(failure);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
