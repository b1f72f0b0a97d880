package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cuts of the way to the code under test that last, and when each ends. A connection stays frozen until the last cut
 * that it is under has ended.
 */
final class PathCut {

    private final PeerHost host;
    private final EventLoop loop;
    private final List<ServedConnection> connections;
    private final List<Lasting> all = new ArrayList<>(0);

    private record Lasting(Origin.ByFault origin, Timers.@Nullable Timer end, boolean shutsEntrance) {

        boolean isOf(Fault fault) {
            return FaultScript.isSame(origin.fault(), fault);
        }

        boolean covers(ServedConnection connection) {
            return origin.fault().connections().contains(connection.number());
        }

        void cancelEnd() {
            if (end != null) {
                end.cancel();
            }
        }
    }

    PathCut(PeerHost host, EventLoop loop, List<ServedConnection> connections) {
        this.host = host;
        this.loop = loop;
        this.connections = connections;
    }

    /** Freezes what lives; if the cut lasts already, only who met it, whom the test may have resumed. */
    void begin(PeerEffect.Cut cut, Origin.ByFault origin, ServedConnection metBy) {
        if (find(origin.fault()).isPresent()) {
            metBy.freeze(origin);
            return;
        }
        var range = origin.fault().connections();
        List.copyOf(connections).stream()
                .filter(connection -> range.contains(connection.number()))
                .forEach(connection -> connection.freeze(origin));
        boolean shuts = range.contains(connections.size() + 1);
        if (shuts) {
            host.entrance().shut();
        }
        var end = cut.lasting()
                .map(time -> loop.schedule(loop.now() + time.toNanos(), () -> mend(origin)))
                .orElse(null);
        all.add(new Lasting(origin, end, shuts));
    }

    /** A client peer dials in the middle of a cut too. */
    void taken(ServedConnection connection) {
        for (var cut : all) {
            if (cut.covers(connection)) {
                connection.freeze(cut.origin());
            }
        }
    }

    private Optional<Lasting> find(Fault fault) {
        return all.stream().filter(cut -> cut.isOf(fault)).findFirst();
    }

    void mend(Origin.ByFault origin) {
        find(origin.fault()).ifPresent(this::mend);
    }

    private void mend(Lasting cut) {
        all.removeIf(lasting -> lasting.isOf(cut.origin().fault()));
        cut.cancelEnd();
        for (var connection : List.copyOf(connections)) {
            // What had been read may begin the cut anew: whoever is frozen yet then stays so.
            if (find(cut.origin().fault()).isEmpty()) {
                connection.endStall(cut.origin(), cut.origin());
            }
        }
        if (cut.shutsEntrance()) {
            host.entrance().open();
        }
    }

    /** The peer closes. */
    void close() {
        for (var cut : all) {
            cut.cancelEnd();
        }
        all.clear();
    }
}
