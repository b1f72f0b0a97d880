package lesson17;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Connects to a server that greets with a line, and tries again if that fails: after at least 50 ms, and after at least
 * twice that with each failure in a row. After 6 attempts in vain it gives up, and its caller is told. Thousands of
 * these clients run at the same time, and lose the server in the same moment when it is restarted.
 */
final class Reconnector {

    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 5000;

    private final InetSocketAddress server;

    Reconnector(InetSocketAddress server) {
        this.server = server;
    }

    /** Gives a connection over which the server has greeted. */
    Socket connect() throws IOException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int attempt = 1; ; attempt++) {
            try {
                var socket = new Socket();
                socket.connect(server, PATIENCE_MILLIS);
                awaitGreeting(socket);
                return socket;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException("gave up on " + server + " after " + ATTEMPTS + " attempts", e);
                }
            }
            Thread.sleep(pause + jitter(pause));
            pause = pause * 2; // until it greets: that it accepts a connection does not say that it works
        }
    }

    /** Up to the pause once more, so that those who lost the server together do not come back together. */
    private static long jitter(long pause) {
        return ThreadLocalRandom.current().nextLong(pause + 1);
    }

    private static void awaitGreeting(Socket socket) throws IOException {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            // Byte by byte: a BufferedReader would swallow what comes after the greeting.
            var in = socket.getInputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next == -1) {
                    throw new EOFException("the server has hung up instead of a greeting");
                }
            }
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
