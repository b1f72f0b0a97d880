package lesson16;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.UUID;

/**
 * Orders and pays at a shop, one line for each request: {@code ORDER <number> <article>}, {@code PAY <amount>}. The
 * shop answers what it has done. It carries out an order of the same number only once, and answers it again each time;
 * payments have no number. The shop has several servers, which share their books.
 *
 * <p>If a request fails, it is tried again where that can do no harm. If it cannot be known whether it was carried out,
 * the caller is told, by an exception.
 */
final class ShopClient {

    private static final int ATTEMPTS = 3;
    private static final int PATIENCE_MILLIS = 5000;

    private final List<InetSocketAddress> servers;

    ShopClient(InetSocketAddress... servers) {
        this.servers = List.of(servers);
    }

    String order(String article) throws IOException {
        // Your turn: here, and wherever else a second attempt does what was done already.
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return ask("ORDER " + UUID.randomUUID() + " " + article, attempt);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    String pay(int amount) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return ask("PAY " + amount, attempt);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private String ask(String request, int attempt) throws IOException {
        var server = servers.get(attempt % servers.size());
        try (var socket = new Socket()) {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((request + "\n").getBytes(UTF_8));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            if (answer == null) {
                throw new EOFException("no answer to " + request);
            }
            return answer;
        }
    }
}
