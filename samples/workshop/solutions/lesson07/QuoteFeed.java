package lesson07;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * Receives quotes from an exchange. One thread listens, others subscribe, and whoever has seen enough closes the feed. A
 * network failure rings the operators' phones, at any time of the night; so nothing else should.
 */
final class QuoteFeed implements AutoCloseable {

    private final Socket socket;
    private final OutputStream subscriptions;
    private final Consumer<IOException> alarm;

    /** Connects. */
    QuoteFeed(InetSocketAddress exchange, Consumer<IOException> alarm) throws IOException {
        this.socket = new Socket(exchange.getAddress(), exchange.getPort());
        this.subscriptions = socket.getOutputStream();
        this.alarm = alarm;
    }

    /**
     * Asks for the quotes of a share.
     *
     * @throws IllegalStateException after {@code close} or {@code lastSubscription}: the caller has a bug
     */
    void subscribe(String share) {
        if (socket.isClosed() || socket.isOutputShutdown()) {
            throw new IllegalStateException("cannot subscribe to " + share + ": this feed has been ended by ourselves");
        }
        try {
            subscriptions.write((share + "\n").getBytes(US_ASCII));
        } catch (IOException e) {
            ringUnlessClosedByUs(e);
        }
    }

    /** Tells the exchange that no other share will be asked for. The quotes go on coming. */
    void lastSubscription() throws IOException {
        socket.shutdownOutput();
    }

    /** Hands on one quote after the other, and returns when there will be no more. */
    void listen(Consumer<String> quotes) {
        try {
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                quotes.accept(line);
            }
            alarm.accept(new EOFException("the exchange has closed the feed"));
        } catch (IOException e) {
            ringUnlessClosedByUs(e);
        }
    }

    /** What a socket says of itself tells what we have done to it, whatever the text of the exception. */
    private void ringUnlessClosedByUs(IOException e) {
        if (!socket.isClosed()) {
            alarm.accept(e);
        }
    }

    /** Ends it, also for the thread that listens. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
