package lesson01;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks a server for its prices. We send the line {@code PRICES}; the server answers with a line for each article, such as
 * {@code apple 120}, which is a price in cents, and ends its list with the line {@code END}.
 */
final class PriceList {

    private final InetSocketAddress server;

    PriceList(InetSocketAddress server) {
        this.server = server;
    }

    /** Gives the whole list; if the server ends the connection before the list is whole, throws an EOFException. */
    Map<String, Integer> load() throws IOException {
        try (var socket = new Socket(server.getAddress(), server.getPort());
                var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            socket.getOutputStream().write("PRICES\r\n".getBytes(US_ASCII));

            var lines = new ArrayList<String>();
            // Your turn: this loop can end for two reasons, and both of them lead to `return prices`.
            var line = answer.readLine();
            while (line != null && !line.equals("END")) {
                lines.add(line);
                line = answer.readLine();
            }

            var prices = new LinkedHashMap<String, Integer>();
            for (var article : lines) {
                var words = article.split(" ");
                prices.put(words[0], Integer.valueOf(words[1]));
            }
            return prices;
        }
    }
}
