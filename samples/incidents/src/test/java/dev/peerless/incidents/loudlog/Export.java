package dev.peerless.incidents.loudlog;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The export as it is now: what the container threw gets back to it as it was, and one line says that somebody left. */
final class Export extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = LoggerFactory.getLogger(Export.class);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var out = response.getOutputStream();
        try {
            Orders.all().forEach(row -> write(row, out));
        } catch (UserLeft wrapped) {
            LOGGER.warn("{} left before the end of its export", request.getRemoteAddr());
            throw wrapped.getCause();
        }
    }

    private static void write(String row, ServletOutputStream out) {
        try {
            out.print(row);
        } catch (IOException e) {
            throw new UserLeft(e);
        }
    }

    /** A type of its own: if the rows cannot be read, that is an error of ours, and nobody has left. */
    private static final class UserLeft extends UncheckedIOException {

        private static final long serialVersionUID = 1;

        UserLeft(IOException cause) {
            super(cause);
        }
    }
}
