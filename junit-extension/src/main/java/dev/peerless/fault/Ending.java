package dev.peerless.fault;

import org.apiguardian.api.API;

/** How an answer that is cut short ends. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Ending {

    /** By a FIN, as a server ends that has closed the connection: the code under test reads -1. */
    FIN,

    /** By a RST: the code under test reads <em>Connection reset</em>. */
    RESET
}
