package dev.peerless.peer;

import dev.peerless.fault.Fault;
import org.apiguardian.api.API;

/**
 * A fault that the test has armed on a peer that lives, until it is closed.
 *
 * <p>Closing it takes the fault back: it strikes no more, and what it does is ended as far as that can be: a stall, a cut,
 * slowness and corruption end, and connects are taken again as before, unless the test or a crash has decided about them
 * since. What went over the wire stays: a connection that was reset, closed, half-closed or has vanished does not come
 * back, nor does a peer that crashed, except as its fault says. Any thread may close it; after the first time nothing
 * happens.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Armed implements AutoCloseable {

    private final Endpoint peer;
    private final Fault fault;

    Armed(Endpoint peer, Fault fault) {
        this.peer = peer;
        this.fault = fault;
    }

    /**
     * Gives the fault, with the seed that was drawn for it if it lacked one.
     *
     * @return the fault
     */
    public Fault fault() {
        return fault;
    }

    /** Takes the fault back. On a closed peer there is nothing to take back. */
    @Override
    public void close() {
        peer.disarm(fault);
    }

    @Override
    public String toString() {
        return fault + " armed on " + peer;
    }
}
