package dev.peerless.samples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The JDK's HTTP server on loopback: {@code /report?rows=9} sends so many rows with their length, {@code /chunked?rows=9}
 * without, and what is posted to either is counted.
 */
final class JdkServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int ROW = 64;
    private static final int LENGTH_UNKNOWN = 0;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Served.Log served = new Served.Log();

    private JdkServer(HttpServer server) {
        this.server = server;
    }

    static JdkServer start() throws IOException {
        var started = new JdkServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        started.server.setExecutor(started.threads);
        started.server.createContext("/report", exchange -> started.handle(exchange, true));
        started.server.createContext("/chunked", exchange -> started.handle(exchange, false));
        started.server.start();
        return started;
    }

    private void handle(HttpExchange exchange, boolean tellsLength) throws IOException {
        served.awaitLetGo();
        if (exchange.getRequestMethod().equals("POST")) {
            upload(exchange);
        } else {
            report(exchange, tellsLength);
        }
    }

    private void report(HttpExchange exchange, boolean tellsLength) throws IOException {
        int rows = Integer.parseInt(exchange.getRequestURI().getQuery().replace("rows=", ""));
        var report = new Report();
        Throwable thrown = null;
        try (exchange) {
            exchange.sendResponseHeaders(OK, tellsLength ? (long) rows * ROW : LENGTH_UNKNOWN);
            try (var body = exchange.getResponseBody()) {
                report.writeTo(body, rows);
            }
        } catch (IOException failure) {
            thrown = failure;
            throw failure;
        } finally {
            served.add(report.written(), thrown);
        }
    }

    private void upload(HttpExchange exchange) throws IOException {
        var upload = new Upload();
        Throwable thrown = null;
        try (exchange) {
            upload.readFrom(exchange.getRequestBody());
            exchange.sendResponseHeaders(OK, NO_BODY);
        } catch (IOException failure) {
            thrown = failure;
            throw failure;
        } finally {
            served.add(upload.bytes(), thrown);
        }
    }

    Served.Log served() {
        return served;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
