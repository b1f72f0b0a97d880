package lesson03;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Keeps messages until the server has them. A message is one line; the server takes it and answers {@code OK}, or does not
 * take it and answers something else. An outbox has one connection: when that is lost, deliver() says so, and the messages
 * wait for somebody to open another outbox.
 */
final class Outbox implements AutoCloseable {

    private final Queue<String> waiting = new ArrayDeque<>();
    private final Socket socket;

    Outbox(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
    }

    void add(String message) {
        waiting.add(message);
    }

    /** The messages which the server may not have yet, the oldest first. */
    List<String> waiting() {
        return List.copyOf(waiting);
    }

    /**
     * Sends all messages that wait, and forgets those that have arrived. If the connection is lost, throws what the socket
     * throws, and where the stream has ended, which throws nothing by itself, an EOFException. If the server does not take a
     * message, throws an IOException.
     */
    void deliver() throws IOException {
        while (!waiting.isEmpty()) {
            socket.getOutputStream().write((waiting.element() + "\r\n").getBytes(UTF_8));
            socket.getOutputStream().flush();

            // Your turn: write() and flush() threw nothing. What do we know about the message now?
            waiting.remove();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
