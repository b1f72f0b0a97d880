package dev.peerless.samples.orders;

/** What a client knows of an order it has sent. */
public enum Placement {

    /** The server has confirmed it. */
    ACCEPTED,

    /** The connection was lost before the answer came: the server may have it or not, so it must not be sent again. */
    UNKNOWN
}
