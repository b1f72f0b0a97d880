package dev.peerless.internal.net;

import dev.peerless.fault.PeerEffect;
import dev.peerless.transcript.Origin;
import java.io.IOException;

/** The peer of a connection, as far as the connection knows it. Event loop only. */
interface PeerWide {

    /** Carries out what struck at a connection but is for the whole peer. */
    void crash(PeerEffect.Crash crash, Origin origin) throws IOException;

    /** See {@link #crash}. */
    void cut(PeerEffect.Cut cut, Origin.ByFault origin, ServedConnection metBy);

    /**
     * Lets nobody in until the other end of a connection is known to be aborted: who comes again because of that is to come
     * after it in the transcript.
     */
    void awaitAbort();

    /** Ends {@link #awaitAbort()}. */
    void abortTried();

    /** Is told that a connection is over, or that the peer has closed it and only the code under test's end is left. */
    void ended(ServedConnection connection);

    /** Tells whether anybody wants to know when the code under test releases its end; once false, it stays so. */
    boolean watchesReleases();
}
