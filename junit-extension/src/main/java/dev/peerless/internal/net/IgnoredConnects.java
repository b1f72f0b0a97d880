package dev.peerless.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whether the listener ignores connects, and the full queue that makes it do so. Nobody may be accepted from before the
 * queue is filled until it is over; who fills the queue may be met there for longer, while a cut keeps everybody out.
 */
final class IgnoredConnects {

    private final QueueFiller filler;
    private boolean on;
    private @Nullable FullQueue queue;

    /** Fills the queue of a listener, as {@link FullQueue#of} does. */
    interface QueueFiller {
        FullQueue fill(InetSocketAddress address) throws IOException;
    }

    IgnoredConnects(QueueFiller filler) {
        this.filler = filler;
    }

    /** Tells whether connects are ignored, or are about to be. */
    boolean isOn() {
        return on;
    }

    /** Tells whether the queue is still being filled. */
    boolean isFilling() {
        return on && queue == null;
    }

    void begin() {
        on = true;
    }

    /** Blocks; not on the loop. */
    FullQueue fill(InetSocketAddress address) throws IOException {
        return filler.fill(address);
    }

    void filled(FullQueue full) {
        queue = full;
    }

    /** Tells whether a connection is one of those that fill the queue. */
    boolean holds(SocketAddress remote) throws IOException {
        return queue != null && queue.holds(remote);
    }

    /** From here on who waits in the queue may be accepted. */
    void end() {
        on = false;
    }

    /** The queue is gone, or nobody is in it any more. */
    void forgetQueue() throws IOException {
        var full = queue;
        queue = null;
        if (full != null) {
            full.close();
        }
    }
}
