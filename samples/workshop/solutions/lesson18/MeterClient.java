package lesson18;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Reports the readings of a meter: {@code READING 7 230} is answered by {@code OK 7}. The server knows readings by
 * their numbers, so that one may be sent again. When the connection is lost, the client connects to the same server
 * again. A server that answers nonsense is complained about to those who run it, and from then on the readings go to
 * the other one.
 */
final class MeterClient implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final SocketFactory sockets;
    private final InetSocketAddress other;
    private final List<String> complaints = new ArrayList<>();
    private InetSocketAddress server;
    private Socket socket;
    private BufferedReader answers;

    MeterClient(SocketFactory sockets, InetSocketAddress server, InetSocketAddress other) {
        this.sockets = sockets;
        this.server = server;
        this.other = other;
    }

    void report(int number, int value) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                send(number, value);
                return;
            } catch (ProtocolException e) {
                last = e;
                close();
                complaints.add("server on port " + server.getPort() + " does not keep to the protocol: " + e);
                server = other;
            } catch (IOException e) {
                // The connection is lost, by whomever and whatever it is called here. Who says so is our own machine.
                last = e;
                close();
            }
        }
        throw last;
    }

    private void send(int number, int value) throws IOException {
        if (socket == null) {
            socket = sockets.createSocket(server.getAddress(), server.getPort());
            socket.setSoTimeout(5000);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }
        socket.getOutputStream().write(("READING " + number + " " + value + "\n").getBytes(UTF_8));
        var answer = answers.readLine();
        if (answer == null) {
            throw new EOFException("the server has hung up");
        }
        if (!answer.equals("OK " + number)) {
            throw new ProtocolException("unexpected answer: " + answer);
        }
    }

    /** Gives what those who run the servers have been told. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
