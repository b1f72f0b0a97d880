package dev.peerless.junit;

import org.apiguardian.api.API;

/** What numeric attributes hold as long as nobody sets them, so that a 0 that was written is not taken for none. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Unset {

    /** A count of bytes that was not given. */
    public static final long BYTES = Long.MIN_VALUE;

    /** A seed that was not given: the peer draws one and prints it. */
    public static final long SEED = Long.MIN_VALUE;

    private Unset() {}
}
