package dev.peerless.assertions;

import org.apiguardian.api.API;

/** What the code under test is expected to do after it has lost a connection and given it up. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Recovery {

    /** Whatever it likes. */
    ANY,

    /** It connects to the same peer again, after the loss. */
    RECONNECTS,

    /** It has not connected to the same peer again so far. */
    STAYS_AWAY
}
