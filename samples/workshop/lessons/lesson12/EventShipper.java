package lesson12;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends events to a collector, on one long-lived connection. An event that cannot be sent is dropped: the application is more
 * important than its statistics. With the next event it tries to connect again. There are thousands of events an hour.
 */
final class EventShipper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventShipper.class.getName());
    private static final int PATIENCE = 2000;

    private final InetSocketAddress collector;
    private Socket connection;

    EventShipper(InetSocketAddress collector) {
        this.collector = collector;
    }

    /** Sends an event, or drops it. */
    synchronized void ship(String event) {
        try {
            if (connection == null) {
                connection = connect();
            }
            connection.getOutputStream().write((event + "\n").getBytes(US_ASCII));
        } catch (IOException e) {
            // Your turn: the collector may be away for a night.
            LOG.log(Level.SEVERE, "Could not ship \"" + event + "\" to " + collector, e);
            close();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.connect(collector, PATIENCE);
        return socket;
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "Could not close the connection to " + collector, e);
        }
        connection = null;
    }
}
