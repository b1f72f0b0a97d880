package lesson17;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Connects to a server that greets with a line, and tries again if that fails: after at least 50 ms, and after at least
 * twice that with each failure in a row. After 6 attempts in vain it gives up, and its caller is told. Thousands of
 * these clients run at the same time, and lose the server in the same moment when it is restarted.
 */
final class Reconnector {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 5000;

    private final InetSocketAddress server;

    Reconnector(InetSocketAddress server) {
        this.server = server;
    }

    /** Gives a connection over which the server has greeted. */
    Socket connect() throws IOException, InterruptedException {
        // Your turn: what does the server see of this?
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                var socket = new Socket();
                socket.connect(server, PATIENCE_MILLIS);
                pause = FIRST_PAUSE_MILLIS; // it is there again
                awaitGreeting(socket);
                return socket;
            } catch (IOException e) {
                Thread.sleep(pause);
                pause = pause * 2;
            }
        }
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
