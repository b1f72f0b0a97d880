package dev.peerless.incidents.duplicatepost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The client as it is now. A body that is streamed cannot be sent again behind anybody's back; and when the answer to it is
 * lost, the client asks the bank what became of the payment instead of paying once more.
 */
final class Payments {

    private final URI bank;

    Payments(URI bank) {
        this.bank = bank;
    }

    String pay(String order) throws IOException {
        var connection = connectTo("/payments");
        var body = order.getBytes(UTF_8);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
        try {
            return answerTo(connection);
        } catch (IOException answerIsLost) {
            return statusOf(order, answerIsLost);
        }
    }

    private String statusOf(String order, IOException answerIsLost) throws IOException {
        try {
            return answerTo(connectTo("/payments/" + order));
        } catch (IOException alsoLost) {
            answerIsLost.addSuppressed(alsoLost);
            throw answerIsLost;
        }
    }

    private HttpURLConnection connectTo(String path) throws IOException {
        var connection = (HttpURLConnection) bank.resolve(path).toURL().openConnection();
        connection.setReadTimeout(5_000);
        return connection;
    }

    private static String answerTo(HttpURLConnection connection) throws IOException {
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
