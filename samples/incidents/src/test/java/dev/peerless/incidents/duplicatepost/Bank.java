package dev.peerless.incidents.duplicatepost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The JDK's HTTP server, which books what is posted to {@code /payments}, each time. */
final class Bank implements AutoCloseable {

    private final HttpServer server;
    private final List<String> bookings = new CopyOnWriteArrayList<>();
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final Runnable afterFirstBooking;

    /** Opens one that does the given when the first payment is booked, and not yet answered. */
    Bank(Runnable afterFirstBooking) throws IOException {
        this.afterFirstBooking = afterFirstBooking;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/payments", this::serve);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    List<String> bookings() {
        return List.copyOf(bookings);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                bookings.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                if (first.getAndSet(false)) {
                    afterFirstBooking.run();
                }
                answer(exchange, "booked");
            } else {
                var order = exchange.getRequestURI().getPath().substring("/payments/".length());
                answer(exchange, bookings.contains(order) ? "booked" : "unknown");
            }
        }
    }

    private static void answer(HttpExchange exchange, String status) throws IOException {
        var body = status.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
