package lesson03;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
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
    private final BufferedReader answers;

    Outbox(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
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

            var answer = answers.readLine();
            if (answer == null) {
                throw new EOFException("the server has ended the connection instead of an OK for " + waiting.element());
            }
            if (!answer.equals("OK")) {
                throw new IOException("no OK for " + waiting.element() + ", but " + answer);
            }
            waiting.remove();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
