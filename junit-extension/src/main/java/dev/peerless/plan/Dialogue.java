package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import org.apiguardian.api.API;

/**
 * A stub's side of one connection. All calls come from one event-loop thread, in the order of the wire, and must not
 * block.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Dialogue {

    /**
     * Called when bytes have arrived, as the reads happened to cut them. A byte at which a fault strikes comes alone:
     * what is said to it goes out after a stall, or never.
     *
     * @param bytes at least one
     * @param replies takes what is to be said
     */
    void received(Bytes bytes, Replies replies);

    /**
     * Called once when the connection has been accepted, before anything has arrived. Says nothing by default.
     *
     * @param replies takes what is to be said
     */
    default void connected(Replies replies) {}

    /**
     * Called when the FIN of the code under test has arrived. By default the peer sends its own FIN after all that was
     * still to be sent.
     *
     * @param replies takes what is to be said
     */
    default void finished(Replies replies) {
        replies.finish();
    }
}
