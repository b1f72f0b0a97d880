package dev.peerless.junit;

import org.apiguardian.api.API;

/**
 * What attributes hold as long as nobody sets them, so that a 0 or an empty text that was written is not taken for none.
 * Annotations of your own have the choice: these, or a default that says something.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Unset {

    /** A count of bytes that was not given. */
    public static final long BYTES = Long.MIN_VALUE;

    /** A seed that was not given: the peer draws one and prints it. */
    public static final long SEED = Long.MIN_VALUE;

    /** A text that was not given, such as that of a duration. */
    public static final String TEXT = "\0";

    private Unset() {}

    static boolean is(Object value) {
        return value.equals(BYTES) || value.equals(SEED) || value.equals(TEXT);
    }
}
