package lesson04;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Asks a server what shares cost: {@code QUOTE ACME} is answered by {@code 12.50}. It keeps one connection, which somebody
 * keeps from being idle by {@link #ping()}; the server does not answer that.
 */
final class Quotes implements AutoCloseable {

    private final SocketFactory sockets;
    private final InetSocketAddress server;
    private final Duration patience;
    private Socket socket;
    private BufferedReader answers;

    Quotes(SocketFactory sockets, InetSocketAddress server, Duration patience) throws IOException {
        this.sockets = sockets;
        this.server = server;
        this.patience = patience;
        connect();
    }

    /**
     * Gives the price of a share. To ask twice does no harm, so when the connection is lost it connects anew and asks once
     * more. A server that is only slow is left in peace: SocketTimeoutException.
     */
    String of(String share) throws IOException {
        try {
            return ask(share);
        } catch (SocketTimeoutException slow) {
            // The answer may still come, and is not that to the next question, which connects anew.
            socket.close();
            throw slow;
        } catch (IOException lost) {
            // Reset, broken pipe or end of stream: which of them it is depends on who came first, and all mean the
            // same.
            socket.close();
            connect();
            return ask(share);
        }
    }

    void ping() {
        try {
            send("PING");
        } catch (IOException e) {
            // If the connection is lost, of() fails in its own way and connects anew.
        }
    }

    private String ask(String share) throws IOException {
        send("QUOTE " + share);
        var answer = answers.readLine();
        if (answer == null) {
            throw new EOFException("the server ended the connection and has not answered");
        }
        return answer;
    }

    private void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
    }

    private void connect() throws IOException {
        socket = sockets.createSocket(server.getAddress(), server.getPort());
        socket.setSoTimeout((int) patience.toMillis());
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
