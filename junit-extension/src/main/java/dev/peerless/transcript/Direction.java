package dev.peerless.transcript;

import org.apiguardian.api.API;

/** Which way something went, seen from the peer. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Direction {

    /** From the code under test to the peer, written {@code <}. */
    RECEIVED("<"),

    /** From the peer to the code under test, written {@code >}. */
    SENT(">");

    private final String arrow;

    Direction(String arrow) {
        this.arrow = arrow;
    }

    /**
     * Gives the sign used in transcripts.
     *
     * @return {@code <} or {@code >}
     */
    public String arrow() {
        return arrow;
    }
}
