package dev.peerless.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Places orders over a line protocol: {@code PLACE name x1} is answered by {@code OK name x1}. It notices that its connection is
 * lost, gives the socket up, connects again, and never sends an order twice. On wish it keeps an idle connection alive.
 */
public final class OrderClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InetSocketAddress server;
    private final Object writing = new Object();
    private final @Nullable ScheduledExecutorService heartbeats;
    private Line line;

    /** One connection with its reader. */
    private record Line(Socket socket, BufferedReader answers) {

        static Line to(InetSocketAddress server) throws IOException {
            var socket = new Socket();
            socket.connect(server, (int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new Line(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
        }
    }

    /** Connects, without heartbeats. */
    public OrderClient(InetSocketAddress server) {
        this(server, Duration.ZERO);
    }

    /** Connects, and sends {@code PING} whenever that much time has passed; {@link Duration#ZERO} for never. */
    public OrderClient(InetSocketAddress server, Duration heartbeatEvery) {
        this.server = server;
        try {
            line = Line.to(server);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + server, e);
        }
        heartbeats = heartbeatEvery.isZero() ? null : beating(heartbeatEvery);
    }

    /** Reads well in a constructor call. */
    public static Duration heartbeatEvery(Duration interval) {
        return interval;
    }

    /** Sends an order once, and says what is known of it. */
    public Placement place(String order) {
        try {
            send("PLACE " + order + " x1");
            for (var answer = line.answers().readLine();
                    answer != null;
                    answer = line.answers().readLine()) {
                if (answer.equals("OK " + order + " x1")) {
                    return Placement.ACCEPTED;
                }
            }
        } catch (IOException lost) {
            // Whatever it was, this connection is not to be trusted any more, and the order's fate is unknown.
        }
        reconnect();
        return Placement.UNKNOWN;
    }

    private void reconnect() {
        try {
            synchronized (writing) {
                line.socket().close();
                line = Line.to(server);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + server + " again", e);
        }
    }

    private void send(String text) throws IOException {
        synchronized (writing) {
            line.socket().getOutputStream().write((text + "\r\n").getBytes(UTF_8));
        }
    }

    private ScheduledExecutorService beating(Duration interval) {
        var executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "order-heartbeats");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                executor.scheduleAtFixedRate(this::beat, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return executor;
    }

    private void beat() {
        try {
            send("PING");
        } catch (IOException lost) {
            reconnect();
        }
    }

    @Override
    public void close() {
        if (heartbeats != null) {
            heartbeats.shutdownNow();
        }
        try {
            line.socket().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
