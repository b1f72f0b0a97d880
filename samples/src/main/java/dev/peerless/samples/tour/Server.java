package dev.peerless.samples.tour;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A server with nothing between it and the socket, and one client: it writes down what each call gave. */
final class Server implements AutoCloseable {

    private static final int PAGE = 8 * 1024;

    private final ServerSocket listener;
    private final List<String> experience = new ArrayList<>();

    Server() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Reads the request, and sends pages until that fails, and once more. */
    List<String> serve() throws IOException {
        try (var socket = listener.accept()) {
            var request = new String(socket.getInputStream().readNBytes("GET /report".length()), UTF_8);
            experience.add("read  ->  \"" + request + "\"");
            var page = "row of a report\n".repeat(PAGE / 16);
            int sent = 0;
            while (succeeds(socket, page)) {
                sent++;
            }
            experience.add(experience.size() - 1, "write 8 KB, " + sent + " times  ->  succeeds");
            succeeds(socket, page);
        }
        return experience;
    }

    private boolean succeeds(Socket socket, String page) {
        try {
            socket.getOutputStream().write(page.getBytes(UTF_8));
            return true;
        } catch (IOException e) {
            experience.add("write 8 KB  ->  " + e.getClass().getSimpleName() + ": " + e.getMessage());
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
