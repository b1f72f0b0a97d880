package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import org.apiguardian.api.API;

/** Takes what a dialogue says, to be sent in order. Usable only during the call it was given to. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Replies {

    /**
     * Sends bytes after all that was to be sent before.
     *
     * @param bytes what to send
     */
    void send(Bytes bytes);

    /**
     * Sends text as UTF-8 after all that was to be sent before.
     *
     * @param text what to send
     */
    default void send(String text) {
        send(Bytes.utf8(text));
    }

    /** Sends a FIN after all that was to be sent before; what is said later is discarded. */
    void finish();
}
