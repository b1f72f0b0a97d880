package dev.peerless.samples.failures;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What attempts have in common. */
final class Attempts {

    /** For what comes at once, or not at all. */
    static final int PATIENCE_MILLIS = 20_000;

    /** TCP has no broadcasts, so there is no way there. */
    static final InetSocketAddress UNREACHABLE = new InetSocketAddress("255.255.255.255", 80);

    /** One of those that are kept for documentation. */
    static final InetSocketAddress OF_OTHERS = new InetSocketAddress("203.0.113.1", 0);

    private Attempts() {}

    interface Use<T> {

        void of(T subject) throws Exception;
    }

    /** Starts a peer with that fault, and uses its address. */
    static void at(Fault fault, Use<InetSocketAddress> use) throws Exception {
        try (var peer = Peer.plan().fault(fault).listen()) {
            use.of(peer.address());
        }
    }

    /** Starts a well-behaved peer, and uses its address. */
    static void atPeer(Use<InetSocketAddress> use) throws Exception {
        try (var peer = Peer.plan().listen()) {
            use.of(peer.address());
        }
    }

    /** Does what fails for sure, before what is asked for. */
    static void fail(Provocation.Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception expected) {
            return;
        }
        throw new IllegalStateException("did not fail");
    }

    static void readToTheEnd(Socket socket) throws IOException {
        if (socket.getInputStream().read() != -1) {
            throw new IllegalStateException("there was something to read");
        }
    }

    /** Throws what somebody else has been told of. */
    static void rethrow(CompletableFuture<Throwable> told) throws Exception {
        rethrow(told.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }

    static void rethrow(Throwable told) throws Exception {
        if (told instanceof Error error) {
            throw error;
        }
        throw (Exception) told;
    }
}
