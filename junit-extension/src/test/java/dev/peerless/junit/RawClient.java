package dev.peerless.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A plain socket as the judge of a peer: it neither retries nor rewords. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SILENCE_MILLIS = 100;

    private final Socket socket = new Socket();
    private final Peer peer;

    RawClient(Peer peer) {
        this.peer = peer;
        try {
            socket.connect(peer.address(), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects to a peer that may reset so early that even this notices, and does something that must notice. */
    static void assertReset(Peer peer) {
        assertThatThrownBy(() -> {
                    try (var socket = new Socket(peer.host(), peer.port())) {
                        socket.setSoTimeout(PATIENCE_MILLIS);
                        var unused = socket.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }

    static void assertRefused(Peer peer) {
        assertThatThrownBy(() -> new Socket(peer.host(), peer.port()).close()).hasMessage("Connection refused");
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(UTF_8));
    }

    RawClient send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    RawClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Asserts that this comes next, and waits for it. */
    RawClient receives(String text) throws IOException {
        var expected = text.getBytes(UTF_8);
        assertThat(new String(socket.getInputStream().readNBytes(expected.length), UTF_8))
                .isEqualTo(text);
        return this;
    }

    /** Asserts that the other end has ended its direction, and nothing is left to be read. */
    RawClient receivesFin() throws IOException {
        assertThat(read()).isEqualTo(-1);
        return this;
    }

    void receivesReset() {
        assertThatThrownBy(this::read).isInstanceOf(SocketException.class).hasMessage("Connection reset");
    }

    /** Tells whether the next read meets a RST; otherwise it has to meet this byte. */
    boolean isResetInsteadOf(char next) throws IOException {
        try {
            assertThat(read()).isEqualTo(next);
            return false;
        } catch (SocketException reset) {
            assertThat(reset).hasMessage("Connection reset");
            return true;
        }
    }

    /** Asserts that nothing comes, for as long as it is sensible to wait. */
    RawClient receivesNothing() throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(this::read).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return this;
    }

    /** Writes until that fails, since a kernel under load hands a RST over some time after it was sent. */
    void cannotWrite() {
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        ThrowingCallable writing = () -> {
            while (System.nanoTime() < deadline) {
                send("more");
            }
        };
        assertThatThrownBy(writing).isInstanceOf(SocketException.class).hasMessage("Broken pipe");
    }

    /** Waits until the peer has seen or done something; what it has done is on the wire then. */
    RawClient awaits(Predicate<WireEvent> wanted) throws InterruptedException {
        await(peer, wanted);
        return this;
    }

    RawClient awaits(Class<? extends WireEvent> wanted) throws InterruptedException {
        return awaits(wanted::isInstance);
    }

    static void await(Endpoint peer, Predicate<WireEvent> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        var seen = peer.transcript();
        while (seen.events().stream().noneMatch(wanted)) {
            assertThat(System.nanoTime()).as("time in which\n%s\n", seen).isLessThan(deadline);
            seen = peer.awaitMore(seen, Duration.ofNanos(deadline - System.nanoTime()));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
