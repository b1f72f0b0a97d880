package lesson10;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands mails to a mail server, on a new connection for each. The server speaks first: {@code 220 ready}. When it has no place
 * left it says nothing and hangs up, and the mail stays in our queue for the next round.
 */
final class Mailer implements AutoCloseable {

    private static final int PATIENCE = 5000;

    private final InetSocketAddress server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    Mailer(InetSocketAddress server) {
        this.server = server;
    }

    // Your turn: count the ways out of this method.

    /** Delivers a mail, or says {@code false} if the server is too busy just now. */
    boolean deliver(String mail) throws IOException {
        var connection = new Socket();
        connection.connect(server, PATIENCE);
        connection.setSoTimeout(PATIENCE);
        connections.add(connection);

        var answers = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
        if (answers.readLine() == null) {
            return false;
        }
        connection.getOutputStream().write((mail + "\n").getBytes(US_ASCII));
        var answer = answers.readLine();
        connection.close();
        connections.remove(connection);
        return "250 accepted".equals(answer);
    }

    /** Ends whatever is still going on. */
    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
