package dev.peerless.internal.net;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.internal.script.Dice;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By which faults one connection is slow. In each direction the last that struck is the one that counts. */
final class Slowness {

    private final ServedConnection connection;
    private final EventLoop loop;
    private final Recorder recorder;
    private final Sender sender;
    private Origin.@Nullable ByFault sending;
    private Origin.@Nullable ByFault receiving;
    private final List<Timers.Timer> ends = new ArrayList<>(0);

    Slowness(ServedConnection connection, EventLoop loop, Recorder recorder, Sender sender) {
        this.connection = connection;
        this.loop = loop;
        this.recorder = recorder;
        this.sender = sender;
    }

    void begin(Effect.Slow slow, Origin.ByFault origin) {
        if (!connection.isLiving()) {
            return;
        }
        recorder.record(new WireEvent.Slowed(connection.number(), loop.now(), origin));
        var draws = Dice.forEffect(origin.fault(), connection.number());
        if (slow.way().sends()) {
            sending = origin;
            sender.slowDown(slow.shaping(), draws.split());
        }
        if (slow.way().receives()) {
            receiving = origin;
            backlog().slowDown(slow.shaping(), draws.split());
        }
        slow.lasting()
                .ifPresent(time -> ends.add(
                        loop.schedule(loop.now() + time.toNanos(), connection.guarded(() -> end(origin.fault())))));
        connection.updateInterest();
    }

    /** Ends what a fault does here, as far as no later one has taken its place. */
    void end(Fault fault) throws IOException {
        boolean endsSending = isBy(sending, fault);
        boolean endsReceiving = isBy(receiving, fault);
        if (!connection.isLiving() || !(endsSending || endsReceiving)) {
            return;
        }
        recorder.record(new WireEvent.FullSpeed(connection.number(), loop.now(), new Origin.ByFault(fault)));
        if (endsSending) {
            sending = null;
            sender.speedUp();
        }
        if (endsReceiving) {
            receiving = null;
            backlog().speedUp();
        }
        connection.flush();
        connection.updateInterest();
    }

    /** The connection is over: what waits for an end must not keep it. */
    void stop() {
        for (var end : ends) {
            end.cancel();
        }
        ends.clear();
    }

    private Backlog backlog() {
        return connection.receiver().backlog();
    }

    private static boolean isBy(Origin.@Nullable ByFault origin, Fault fault) {
        return origin != null && FaultScript.isSame(origin.fault(), fault);
    }
}
