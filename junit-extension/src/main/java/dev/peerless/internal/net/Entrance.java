package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.transcript.Origin;
import java.io.IOException;
import java.util.List;

/**
 * Where the connections of a peer come from, as far as what happens to the peer reaches there. A client peer makes its
 * own connections, and has none. Event loop only.
 */
interface Entrance {

    /** No way in. */
    Entrance NONE = new Entrance() {};

    /** Names the peer for errors. */
    default String peerName() {
        return "the client peer";
    }

    /** Nobody comes in any more, until a restart. */
    default void crash(PeerEffect.Crash crash, Origin origin) throws IOException {}

    /** Lets nobody in until {@link #open()} has been called as often, but turns nobody away. */
    default void shut() {}

    /** Ends one {@link #shut()}. */
    default void open() {}

    /** A connection is over, or closed on the peer's side, which may make room for another. May be told twice. */
    default void ended(ServedConnection connection) {}

    /** Tells what became of a fault that is about connects. */
    default PeerHost.Fate fate(Fault fault, int connections) {
        return new PeerHost.Fate(false, List.of(), connections);
    }

    /** Ends what a fault about connects does. */
    default void lift(Fault fault) throws IOException {}

    /** The peer closes. */
    default void close() throws IOException {}
}
