package dev.peerless.simulated;

import java.io.IOException;

/** The real socket beneath a staged one, without anything staged. */
interface Underneath {

    boolean isUsable();

    /** A channel words some failures in another way than a socket. */
    boolean isChannel();

    void closeReally() throws IOException;

    /**
     * Sees to it that there is a descriptor to close. A socket gets its own with its first call only, and JDK 17 closes one
     * without in such a way that a connect which has just begun goes on.
     */
    default void ensureDescriptor() throws IOException {}

    /** Lets reads give -1 from now on, those that wait among them, without a segment on the wire. */
    void wakeReaders() throws IOException;

    /** Makes closing send a RST, since for the code under test there is no connection left that could be ended. */
    void resetWhenClosed() throws IOException;
}
