package lesson09;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Connects to a server. Where nobody listens it tries again, since the server may be about to restart; all else it tells its
 * caller at once, who knows another server to go to.
 */
final class Connector {

    private static final int ATTEMPTS = 5;

    private final InetSocketAddress server;
    private final Duration patience;
    private final Consumer<IOException> pause;

    /**
     * Prepares it.
     *
     * @param server where to connect to
     * @param patience how long to wait for the server
     * @param pause waits for a moment before the next attempt, and logs why the last one failed
     */
    Connector(InetSocketAddress server, Duration patience, Consumer<IOException> pause) {
        this.server = server;
        this.patience = patience;
        this.pause = pause;
    }

    /** Gives a socket that is connected, to be closed by the caller. */
    Socket connect() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return connectOnce();
            } catch (ConnectException refused) {
                if (attempt == ATTEMPTS) {
                    throw refused;
                }
                pause.accept(refused);
            }
        }
    }

    private Socket connectOnce() throws IOException {
        var socket = new Socket();
        try {
            socket.connect(server, (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
