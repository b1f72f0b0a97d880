package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.sockets.Background;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Somebody else who tries to take a port again and again: as a server that shares it, as Java's do, and as one that does not. */
final class ForeignBinds implements AutoCloseable {

    private final InetSocketAddress address;
    private final List<String> taken = new ArrayList<>();
    private final Background<Integer> trying;
    private volatile boolean closed;

    private ForeignBinds(InetSocketAddress address) {
        this.address = address;
        this.trying = Background.run(this::tryUntilClosed);
    }

    static ForeignBinds of(Peer peer) {
        return new ForeignBinds(peer.address());
    }

    private int tryUntilClosed() throws IOException {
        int tries = 0;
        // Once at least, however late this thread begins.
        do {
            for (boolean shares : new boolean[] {true, false}) {
                if (isTaken(address, shares)) {
                    taken.add(shares ? "by one that shares it" : "by one that wants it alone");
                }
                tries++;
            }
        } while (!closed);
        return tries;
    }

    /** Takes an address if it can, and gives it back. */
    static boolean isTaken(InetSocketAddress address, boolean shares) throws IOException {
        try (var server = new ServerSocket()) {
            server.setReuseAddress(shares);
            server.bind(address);
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    /** Asserts that it was tried, and never succeeded. */
    void assertAllFailed() throws Exception {
        close();
        assertThat(trying.result()).isGreaterThan(1);
        assertThat(taken).isEmpty();
    }

    @Override
    public void close() {
        closed = true;
    }
}
