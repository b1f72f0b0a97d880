package lesson08;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A server that greets everyone and hangs up. It is started by a service manager, on the port that the configuration says, and
 * started again after each deployment and each crash. Tests start it on port 0: any port that is free.
 */
final class GreetingServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Thread acceptor = new Thread(this::serve, "greeting-server");

    private GreetingServer(ServerSocket listener) {
        this.listener = listener;
        acceptor.start();
    }

    /** Starts it on loopback. It listens when this returns. */
    static GreetingServer start(int port) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true); // TIME_WAIT of our last life is no obstacle; a listener still is
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            listener.close();
            throw new IOException("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        return new GreetingServer(listener);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (var client = listener.accept()) {
                client.getOutputStream().write("hello\n".getBytes(US_ASCII));
            } catch (IOException e) {
                // One client less, or the end of this server.
            }
        }
    }

    /** Gives the port that it listens on. */
    int port() {
        return listener.getLocalPort();
    }

    /** Ends it. While a thread is still in {@code accept}, its port is not free yet. */
    @Override
    public void close() throws IOException, InterruptedException {
        listener.close();
        acceptor.join();
    }
}
