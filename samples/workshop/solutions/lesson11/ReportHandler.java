package lesson11;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

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

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            for (int number = 1; number <= report.chapters(); number++) {
                body.write(report.compute(number));
            }
            body.close();
        } catch (IOException left) {
            // Only the socket throws these: what goes wrong with the report comes unchecked.
            LOG.log(Level.INFO, "{0} has left: {1}", new Object[] {exchange.getRemoteAddress(), left});
            throw left; // whereupon the server closes the connection, without another line
        } catch (RuntimeException ours) {
            LOG.log(Level.SEVERE, "cannot compute the report", ours);
            throw ours; // likewise: a body that is closed properly would pass half a report off as the whole
        }
    }
}
