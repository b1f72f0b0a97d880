package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cuts of the way to the code under test that last: which connections each has frozen, and when it ends. A connection
 * stays frozen until the last cut that it is under has ended.
 */
final class PathCut {

    private final EventLoop loop;
    private final List<ServedConnection> connections;
    private final Supplier<Entrance> entrance;
    private final List<Lasting> all = new ArrayList<>(0);

    private record Lasting(
            Origin.ByFault origin, List<ServedConnection> frozen, Timers.@Nullable Timer end, boolean shutsEntrance) {

        boolean isOf(Fault fault) {
            return FaultScript.isSame(origin.fault(), fault);
        }

        boolean covers(ServedConnection connection) {
            return origin.fault().connections().contains(connection.number());
        }
    }

    PathCut(EventLoop loop, List<ServedConnection> connections, Supplier<Entrance> entrance) {
        this.loop = loop;
        this.connections = connections;
        this.entrance = entrance;
    }

    /** Freezes what lives; what is frozen already, by a stall perhaps, is none of this cut's business. */
    void begin(PeerEffect.Cut cut, Origin.ByFault origin) {
        if (find(origin.fault()).isPresent()) {
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
        all.add(new Lasting(origin, frozen, end, shuts));
    }

    private Optional<Lasting> find(Fault fault) {
        return all.stream().filter(cut -> cut.isOf(fault)).findFirst();
    }

    void mend(Origin.ByFault origin) {
        find(origin.fault()).ifPresent(cut -> mend(cut, origin));
    }

    private void mend(Lasting cut, Origin.ByFault origin) {
        all.removeIf(lasting -> lasting.isOf(origin.fault()));
        if (cut.end() != null) {
            cut.end().cancel();
        }
        for (var connection : cut.frozen()) {
            var other =
                    all.stream().filter(lasting -> lasting.covers(connection)).findFirst();
            if (other.isPresent()) {
                other.get().frozen().add(connection);
            } else {
                connection.guarded(() -> connection.control().resume(origin)).run();
            }
        }
        if (cut.shutsEntrance()) {
            entrance.get().open();
        }
    }
}
