package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import org.apiguardian.api.API;

/**
 * How heartbeats are told from other traffic. {@link PeerlessAssertions} has the usual ones; for a protocol of your own
 * implement this interface, best as a record, since its text form appears in messages.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Heartbeat {

    /**
     * Begins to look at a connection.
     *
     * @return a recogniser for that connection alone
     */
    Recogniser begin();

    /**
     * Tells whether the bytes themselves matter. If they do, and some were not recorded, an assertion says that it cannot
     * know.
     *
     * @return whether to insist on the payload, which is the default
     */
    default boolean needsPayload() {
        return true;
    }

    /** Finds the heartbeats in what one connection receives. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @FunctionalInterface
    interface Recogniser {

        /**
         * Takes what was read next. A message may be cut by reads anywhere.
         *
         * @param data what came from the code under test, in order
         * @return how many heartbeats were completed by it
         */
        int heartbeatsIn(Data data);
    }
}
