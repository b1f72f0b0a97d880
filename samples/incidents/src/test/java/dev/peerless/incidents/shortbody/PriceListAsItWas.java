package dev.peerless.incidents.shortbody;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** The import of prices as it was: what has come is read to its end, line by line. */
final class PriceListAsItWas {

    private PriceListAsItWas() {}

    static Map<String, Integer> load(URI list) throws IOException {
        var connection = (HttpURLConnection) list.toURL().openConnection();
        connection.setReadTimeout(5_000);
        var prices = new TreeMap<String, Integer>();
        try (var in = connection.getInputStream()) {
            for (var line : new String(in.readAllBytes(), UTF_8).split("\n")) {
                var price = line.split("=");
                prices.put(price[0], Integer.valueOf(price[1]));
            }
        }
        return prices;
    }
}
