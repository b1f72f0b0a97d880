package dev.peerless.incidents.duplicatepost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** The client as it was: it posts a payment, and gives what the bank answers. Nothing in it repeats anything. */
final class PaymentsAsTheyWere {

    private final URI bank;

    PaymentsAsTheyWere(URI bank) {
        this.bank = bank;
    }

    String pay(String order) throws IOException {
        var connection = (HttpURLConnection) bank.resolve("/payments").toURL().openConnection();
        connection.setReadTimeout(5_000);
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(order.getBytes(UTF_8));
        }
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
