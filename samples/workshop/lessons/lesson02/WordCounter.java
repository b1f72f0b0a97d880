package lesson02;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Has a server count words. The server greets with {@code READY} and then takes a text of any length. It has come to the
 * text's end when our stream of bytes has; then it answers with a line: the number of words. A server with too much to do
 * greets with {@code BUSY} instead, and ends the connection.
 */
final class WordCounter {

    private final InetSocketAddress server;

    WordCounter(InetSocketAddress server) {
        this.server = server;
    }

    /** Gives the number of words; throws an IOException if the server does not count them. No connection is left behind. */
    int count(String text) throws IOException {
        var socket = new Socket(server.getAddress(), server.getPort());
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

        var greeting = lines.readLine();
        if (!"READY".equals(greeting)) {
            throw new IOException("the server takes no text now, it said: " + greeting);
        }

        // Your turn: who may still send after this block, and who may not?
        try (var out = new OutputStreamWriter(socket.getOutputStream(), UTF_8)) {
            out.write(text);
        }

        var answer = lines.readLine();
        if (answer == null) {
            throw new EOFException("the server ended the connection and has not answered");
        }
        return Integer.parseInt(answer);
    }
}
