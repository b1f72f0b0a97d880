package dev.peerless.fault;

import org.apiguardian.api.API;

/** Which of a connection's two ways an effect is about, as the peer sees them. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Way {

    /** What the peer sends to the code under test. */
    SENDING,

    /** What the peer receives from the code under test. */
    RECEIVING,

    /** Either, each by itself. */
    BOTH;

    /**
     * Tells whether this is about what the peer sends.
     *
     * @return whether it is
     */
    public boolean sends() {
        return this != RECEIVING;
    }

    /**
     * Tells whether a way is in both.
     *
     * @param other what to compare with
     * @return whether there is one
     */
    public boolean overlaps(Way other) {
        return (sends() && other.sends()) || (receives() && other.receives());
    }

    /**
     * Tells whether this is about what the peer receives.
     *
     * @return whether it is
     */
    public boolean receives() {
        return this != SENDING;
    }
}
