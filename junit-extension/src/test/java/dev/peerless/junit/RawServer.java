package dev.peerless.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** Plain sockets as the judge of a client peer. */
final class RawServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SILENCE_MILLIS = 100;

    private final ServerSocket listener;

    RawServer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            listener.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    Served accept() throws IOException {
        var socket = listener.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Served(socket);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** The server's end of a connection. */
    record Served(Socket socket) implements AutoCloseable {

        Served send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return this;
        }

        Served finish() throws IOException {
            socket.shutdownOutput();
            return this;
        }

        /** Asserts that this comes next, and waits for it. */
        Served receives(String text) throws IOException {
            var expected = text.getBytes(UTF_8);
            assertThat(new String(socket.getInputStream().readNBytes(expected.length), UTF_8))
                    .isEqualTo(text);
            return this;
        }

        Served receivesFin() throws IOException {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            return this;
        }

        void receivesReset() {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }

        /** Asserts that nothing comes, for as long as it is sensible to wait. */
        void receivesNothing() throws IOException {
            socket.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
