package lesson11;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Sends a report, chapter by chapter, each as soon as it is computed, since that takes long and costs much. What goes wrong with
 * us is logged, with the stack trace; that a user has left is worth a line, and no more work.
 */
final class ReportHandler implements HttpHandler {

    private static final Logger LOG = Logger.getLogger(ReportHandler.class.getName());

    private final Report report;

    ReportHandler(Report report) {
        this.report = report;
    }

    // Your turn: what if the user presses Stop at the second chapter?

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            IntStream.rangeClosed(1, report.chapters())
                    .mapToObj(report::compute)
                    .forEach(chapter -> write(chapter, body));
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "cannot send the report", e);
        }
    }

    /** A lambda may not throw an IOException. */
    private static void write(byte[] chapter, OutputStream body) {
        try {
            body.write(chapter);
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "cannot write a chapter", e);
        }
    }
}
