package lesson13;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * Asks a server for prices: {@code pear} is answered by {@code pear 2.40}. It connects once and keeps the connection,
 * since connecting through the firewall takes long. Between two questions an hour may pass.
 *
 * <p>A question is answered, or it fails after the patience at the latest. A connection that has failed is replaced
 * before the next question.
 */
final class PriceClient implements AutoCloseable {

    /** Half of the shortest idle timeout that is usual between us and a server: 4 minutes. */
    private static final int SECONDS_TO_FIRST_PROBE = 120;

    private final InetSocketAddress server;
    private final Duration patience;
    private Socket socket;
    private BufferedReader answers;

    PriceClient(InetSocketAddress server, Duration patience) throws IOException {
        this.server = server;
        this.patience = patience;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.connect(server, (int) patience.toMillis());
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) { // not on every system
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, SECONDS_TO_FIRST_PROBE);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, SECONDS_TO_FIRST_PROBE / 4);
        }
        socket.setSoTimeout((int) patience.toMillis()); // for the day when it has been forgotten all the same
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    String priceOf(String article) throws IOException {
        if (socket.isClosed()) {
            connect();
        }
        try {
            socket.getOutputStream().write((article + "\n").getBytes(UTF_8));
            String answer = answers.readLine();
            if (answer == null) {
                throw new EOFException("the server has closed the connection");
            }
            return answer.substring(article.length() + 1);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
