package dev.peerless.samples.tour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A client with nothing between it and the socket: it writes down what each call gave. */
final class Client implements AutoCloseable {

    private static final int READ_TIMEOUT_MILLIS = 700;

    private final Socket socket = new Socket();
    private final List<String> experience = new ArrayList<>();

    private interface Call {
        String run() throws IOException;
    }

    Client connect(InetSocketAddress address) {
        return call("connect", () -> {
            socket.connect(address);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            return "connected";
        });
    }

    Client write(String text) {
        return call("write \"" + text + "\"", () -> {
            socket.getOutputStream().write((text + "\r\n").getBytes(UTF_8));
            return "succeeds";
        });
    }

    Client read() {
        return call("read", () -> {
            var bytes = new byte[256];
            int count = socket.getInputStream().read(bytes);
            return count < 0 ? "-1, the end of the stream" : "\"" + new String(bytes, 0, count, UTF_8).strip() + "\"";
        });
    }

    private Client call(String what, Call call) {
        try {
            experience.add(what + "  ->  " + call.run());
        } catch (IOException e) {
            experience.add(what + "  ->  " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        return this;
    }

    List<String> experience() {
        return experience;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
