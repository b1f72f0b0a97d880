package dev.peerless.fault;

import org.apiguardian.api.API;

/** What becomes of a connection that comes while its peer serves as many as it can. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Excess {

    /** It is accepted and at once reset: a RST alone. */
    RESET("resets the others"),

    /** It is accepted and at once closed: a FIN, and a RST on what comes afterwards. */
    CLOSE("closes the others"),

    /** It is accepted, but neither read nor answered until there is room for it; then it is served. */
    STALL("stalls the others"),

    /**
     * It is not accepted until there is room for it: its connect succeeds, since the kernel makes the connection, and
     * nothing is answered.
     */
    LEAVE_IN_QUEUE("leaves the others in its queue");

    private final String text;

    Excess(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
