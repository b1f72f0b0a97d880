package lesson14;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Receives prices for days over one connection, one in a line, such as {@code pear 2.40}. On the way there is a
 * firewall that forgets a connection which is idle for some time.
 *
 * <p>Either side may send {@code PING}, and the other answers {@code PONG}. A server that gets no {@code PONG} takes us
 * for dead. A server that says nothing for as long as the firewall remembers, neither a price nor anything else, is
 * dead: then the feed closes its connection.
 */
final class PriceFeed implements AutoCloseable {

    private final Socket socket;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private volatile String latest = "";

    PriceFeed(InetSocketAddress server, Duration firewallForgetsAfter) throws IOException {
        socket = new Socket();
        socket.connect(server, (int) firewallForgetsAfter.toMillis());
        // Your turn: is this often enough? Is what the server says taken for what it is? What if it says nothing?
        long interval = firewallForgetsAfter.toMillis();
        heart.scheduleAtFixedRate(this::beat, interval, interval, TimeUnit.MILLISECONDS);
        new Thread(this::listen, "price-feed").start();
    }

    private void listen() {
        try (socket;
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                latest = line;
            }
        } catch (IOException e) {
            // The connection is lost.
        } finally {
            heart.shutdownNow();
        }
    }

    private void beat() {
        try {
            send("PING");
        } catch (IOException e) {
            heart.shutdownNow();
        }
    }

    private synchronized void send(String message) throws IOException {
        socket.getOutputStream().write((message + "\n").getBytes(UTF_8));
    }

    /** Gives the latest price. */
    String latest() {
        return latest;
    }

    @Override
    public void close() throws IOException {
        heart.shutdownNow();
        socket.close();
    }
}
