package dev.peerless.internal.net;

import dev.peerless.fault.UnsupportedFaultException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Connections of our own that fill the accept queue of a listener nobody accepts from. Linux then drops every further SYN.
 * That it does is proven by a probe, which is not answered.
 */
final class FullQueue {

    /** What the listener is given; Linux admits one more. */
    static final int BACKLOG = 8;

    /** On loopback a connect that is answered has been within a millisecond. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final int ATTEMPTS = 4 * BACKLOG;

    /** So many connects in a row that go unanswered are no accident, though others have taken places of the queue. */
    private static final int PROOF = 3;

    private final List<SocketChannel> fillers = new ArrayList<>();

    private FullQueue() {}

    /** Gives the reason why a system never ignores connects; empty if it may. */
    static Optional<String> whyNot(String system) {
        return system.equals("Linux")
                ? Optional.empty()
                : Optional.of(
                        "connects that go unanswered need an accept queue that drops what it cannot take, as that of"
                                + " Linux does; this is " + system);
    }

    /** Fills the queue of a listener, and proves that it ignores connects. Blocks for a quarter of a second. */
    static FullQueue of(InetSocketAddress address) throws IOException {
        return of(address, PATIENCE);
    }

    static FullQueue of(InetSocketAddress address, Duration patience) throws IOException {
        var queue = new FullQueue();
        try {
            queue.fill(address, patience);
            return queue;
        } catch (Throwable failure) {
            queue.closeAfter(failure);
            throw failure;
        }
    }

    private void fill(InetSocketAddress address, Duration patience) throws IOException {
        int unanswered = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            unanswered = isAnswered(address, patience) ? 0 : unanswered + 1;
            if (unanswered == PROOF || (unanswered > 0 && fillers.size() > BACKLOG)) {
                return;
            }
        }
        throw new UnsupportedFaultException("Connects that go unanswered need an accept queue that drops what it cannot"
                + " take, but here " + ATTEMPTS + " connects to a queue of " + BACKLOG + " were answered.");
    }

    private boolean isAnswered(InetSocketAddress address, Duration patience) throws IOException {
        var filler = SocketChannel.open();
        try {
            filler.socket().connect(address, (int) patience.toMillis());
            fillers.add(filler);
            return true;
        } catch (SocketTimeoutException unanswered) {
            // The JDK has closed it, as after any failure.
            return false;
        }
    }

    /** Tells whether a connection in the queue is one of those that fill it. */
    boolean holds(SocketAddress remote) throws IOException {
        for (var filler : fillers) {
            if (remote.equals(filler.getLocalAddress())) {
                return true;
            }
        }
        return false;
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException notClosed) {
            failure.addSuppressed(notClosed);
        }
    }

    void close() throws IOException {
        var all = List.copyOf(fillers);
        fillers.clear();
        Hangup.rstEachLater(all);
    }
}
