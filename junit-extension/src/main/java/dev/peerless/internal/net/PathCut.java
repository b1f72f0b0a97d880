package dev.peerless.internal.net;

import dev.peerless.fault.PeerEffect;
import dev.peerless.transcript.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cuts of the way to the code under test that last: which connections each has frozen, and when it ends. */
final class PathCut {

    private final EventLoop loop;
    private final List<ServedConnection> connections;
    private final Supplier<Entrance> entrance;
    private final Map<Origin, Frozen> lasting = new HashMap<>();

    private record Frozen(List<ServedConnection> connections, Timers.@Nullable Timer end, boolean shutsEntrance) {}

    PathCut(EventLoop loop, List<ServedConnection> connections, Supplier<Entrance> entrance) {
        this.loop = loop;
        this.connections = connections;
        this.entrance = entrance;
    }

    /** Freezes what lives; what is frozen already, by a stall perhaps, is none of this cut's business. */
    void begin(PeerEffect.Cut cut, Origin.ByFault origin) {
        if (lasting.containsKey(origin)) {
            return;
        }
        var range = origin.fault().connections();
        var frozen = new ArrayList<ServedConnection>();
        for (var connection : connections) {
            if (range.contains(connection.number()) && connection.freeze(origin)) {
                frozen.add(connection);
            }
        }
        boolean shuts = range.contains(connections.size() + 1);
        if (shuts) {
            entrance.get().shut();
        }
        var end = cut.lasting()
                .map(time -> loop.schedule(loop.now() + time.toNanos(), () -> mend(origin)))
                .orElse(null);
        lasting.put(origin, new Frozen(frozen, end, shuts));
    }

    void mend(Origin origin) {
        var frozen = lasting.remove(origin);
        if (frozen == null) {
            return;
        }
        if (frozen.end() != null) {
            frozen.end().cancel();
        }
        for (var connection : frozen.connections()) {
            connection.guarded(() -> connection.control().resume(origin)).run();
        }
        if (frozen.shutsEntrance()) {
            entrance.get().open();
        }
    }
}
