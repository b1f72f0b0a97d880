package lesson05;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a server how many parts are in stock: {@code LEVEL bolts} is answered by {@code 700}. It keeps its connection for the
 * next question. After a loss the question fails, and the next one connects anew.
 */
final class Stock implements AutoCloseable {

    private final InetSocketAddress server;
    private final Duration patience;
    private Socket socket;
    private BufferedReader answers;

    /** A server that says nothing for as long as the patience lasts is taken for dead. */
    Stock(InetSocketAddress server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /**
     * Gives the number of parts in stock; throws a SocketTimeoutException if the server says nothing for as long as the
     * patience lasts, an EOFException if it ends the stream, and else what the socket throws.
     */
    int level(String part) throws IOException {
        if (socket == null) {
            connect();
        }
        try {
            socket.getOutputStream().write(("LEVEL " + part + "\r\n").getBytes(UTF_8));
            var answer = answers.readLine();
            if (answer == null) {
                throw new EOFException("the server ended the connection and has not answered");
            }
            return Integer.parseInt(answer);
        } catch (IOException lost) {
            // After a timeout, too: the answer may still come, and would be taken for that to the next question.
            close();
            throw lost;
        }
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.connect(server, (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
