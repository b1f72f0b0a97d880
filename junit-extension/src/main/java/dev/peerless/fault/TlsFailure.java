package dev.peerless.fault;

import dev.peerless.wire.Bytes;
import org.apiguardian.api.API;

/** How a peer fails in a TLS handshake, once the first byte of the ClientHello has come and before any answer to it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TlsFailure {

    /** A FIN, and a RST on what comes afterwards. See {@link Effect.Close}. */
    FIN,

    /** A RST alone. See {@link Effect.Reset}. */
    RESET,

    /** A line of text, which is no TLS record, and nothing more. See {@link Effect.Garbage}. */
    GARBAGE,

    /** Nothing, for ever: the connection stays open. See {@link Effect.BlackHole}. */
    SILENCE;

    private static final Bytes NO_RECORD = Bytes.utf8("this is no TLS record\r\n");

    /**
     * Gives the effect on the connection.
     *
     * @return the effect
     */
    public Effect effect() {
        return switch (this) {
            case FIN -> new Effect.Close();
            case RESET -> new Effect.Reset();
            case GARBAGE -> new Effect.Garbage(NO_RECORD);
            case SILENCE -> new Effect.BlackHole();
        };
    }
}
