package lesson06;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/** The part of a small HTTP server that takes uploads: 201 for one that it took, 413 for one that is too large. */
final class Uploads {

    private final int largest;
    private final Duration patience;

    /** Takes uploads up to so many bytes, from clients that say something at least that often. */
    Uploads(int largest, Duration patience) {
        this.largest = largest;
        this.patience = patience;
    }

    /** Answers the one request of a connection, such that the client gets the answer, and closes the connection. */
    void serve(Socket connection) throws IOException {
        try (connection) {
            connection.setSoTimeout((int) patience.toMillis());
            var in = new BufferedInputStream(connection.getInputStream());
            var length = contentLength(in);
            if (length > largest) {
                // Your turn: why read what we do not want? Because of what happens when this returns.
                answer(connection, "413 Content Too Large", "An upload may have " + largest + " bytes at most.");
                return;
            }
            var upload = in.readNBytes(length);
            if (upload.length < length) {
                throw new EOFException("the upload ended after " + upload.length + " of " + length + " bytes");
            }
            answer(connection, "201 Created", "Thank you for " + upload.length + " bytes.");
        }
    }

    private static void answer(Socket connection, String status, String body) throws IOException {
        var answer =
                "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body;
        connection.getOutputStream().write(answer.getBytes(US_ASCII));
    }

    /** Reads the header section, to its end and no further. */
    private static int contentLength(InputStream in) throws IOException {
        var length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c == -1) {
                throw new EOFException("the request ended in its header section");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
