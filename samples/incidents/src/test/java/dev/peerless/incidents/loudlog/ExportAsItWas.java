package dev.peerless.incidents.loudlog;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The export as it was: rows are written in a lambda, which lets no {@code IOException} through, so it is wrapped. */
final class ExportAsItWas extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var out = response.getOutputStream();
        Orders.all().forEach(row -> write(row, out));
    }

    private static void write(String row, ServletOutputStream out) {
        try {
            out.print(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
