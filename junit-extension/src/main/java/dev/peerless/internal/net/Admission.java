package dev.peerless.internal.net;

import dev.peerless.fault.Connections;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect.Overload;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.Origin;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who has a place in a peer that serves only so many at once, and who waits for one. */
final class Admission {

    private final Fault fault;
    private final Overload overload;
    private final Fault onExcess;
    private final Set<ServedConnection> served = new HashSet<>();
    private final ArrayDeque<ServedConnection> waiting = new ArrayDeque<>();
    private int most;
    private boolean struck;

    Admission(Fault fault, Overload overload) {
        this.fault = fault;
        this.overload = overload;
        this.onExcess = new Fault(
                Trigger.onConnect(),
                effectOn(overload.excess()),
                Connections.ALL,
                1,
                OptionalLong.empty(),
                true,
                fault.name());
    }

    Fault fault() {
        return fault;
    }

    Origin origin() {
        return new Origin.ByFault(fault);
    }

    /** Tells whether the next connection is to stay in the accept queue. */
    boolean leavesInQueue() {
        return isFull() && overload.excess() == Excess.LEAVE_IN_QUEUE;
    }

    /** Notes that somebody did not find a place. */
    void turnedAway() {
        struck = true;
    }

    private boolean isFull() {
        return served.size() >= overload.maxConnections();
    }

    /** A place that has become free is for who waits, not for who comes at this very moment. */
    private boolean hasPlaceForNext() {
        return !isFull() && waiting.isEmpty();
    }

    /** Gives what is done to the next connection at once: nothing if there is a place for it. */
    List<Fault> treatment() {
        return hasPlaceForNext() ? List.of() : List.of(onExcess);
    }

    private static Effect effectOn(Excess excess) {
        return switch (excess) {
            case RESET -> new Effect.Reset();
            case CLOSE -> new Effect.Close();
            case STALL, LEAVE_IN_QUEUE -> new Effect.Stall(Optional.empty());
        };
    }

    /** Has one that waited for a place be served. */
    void admit(ServedConnection connection) {
        connection.endStall(new Origin.ByFault(onExcess), origin());
    }

    /** Takes the next connection: to a place, or as one that found none. */
    void take(ServedConnection connection) {
        if (hasPlaceForNext()) {
            keep(connection);
            return;
        }
        turnedAway();
        if (overload.excess() == Excess.STALL) {
            waiting.add(connection);
        }
    }

    void ended(ServedConnection connection) {
        served.remove(connection);
        waiting.remove(connection);
    }

    /** Takes one that was there before; it is not turned away, even if there is no place for it. */
    void keep(ServedConnection connection) {
        served.add(connection);
        most = Math.max(most, served.size());
    }

    /** Forgets everybody: none is served any more. */
    void clear() {
        served.clear();
        waiting.clear();
    }

    List<ServedConnection> waiting() {
        return List.copyOf(waiting);
    }

    /** Gives the connection that has waited longest a place, if there is one of each. */
    @Nullable
    ServedConnection promote() {
        var next = isFull() ? null : waiting.poll();
        if (next != null) {
            served.add(next);
        }
        return next;
    }

    PeerHost.Fate fate(int connections) {
        var progress = "had at most " + most + " of " + overload.maxConnections() + " connections at once";
        return new PeerHost.Fate(struck, struck ? List.of() : List.of(progress), connections);
    }
}
