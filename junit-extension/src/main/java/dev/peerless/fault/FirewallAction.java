package dev.peerless.fault;

import org.apiguardian.api.API;

/** What a box on the way does with a connection that was idle for too long. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FirewallAction {

    /** Silently forgets it: whatever either side sends afterwards is lost, and nobody is told. */
    DROP,

    /** Silently forgets it, and answers the next byte from the code under test with a RST. */
    RESET_ON_NEXT_PACKET,

    /** Sends a RST to both sides at the moment of the timeout. */
    RESET_AT_TIMEOUT,

    /** Sends a FIN to both sides at the moment of the timeout. */
    FIN_AT_TIMEOUT;

    /**
     * Gives the effect on the connection to the code under test.
     *
     * @return the effect
     */
    public Effect effect() {
        return switch (this) {
            case DROP -> new Effect.BlackHole();
            case RESET_ON_NEXT_PACKET -> new Effect.Forget();
            case RESET_AT_TIMEOUT -> new Effect.Reset();
            case FIN_AT_TIMEOUT -> new Effect.Close();
        };
    }
}
