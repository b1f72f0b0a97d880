package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import dev.peerless.internal.script.Pulse;
import dev.peerless.plan.Heartbeating;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Sends the heartbeats of one connection when they are due. */
final class Heart implements WakeUp.Sleeper {

    private final ServedConnection connection;
    private final EventLoop loop;
    private final List<Heartbeating.Sending> plan;
    private final BooleanSupplier maySend;
    private final Consumer<Bytes> send;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final List<Beating> all = new ArrayList<>(0);
    private final WakeUp wakeUp;
    private boolean stopped;

    /** One kind of heartbeat. If it ends, its pulse has one more: the first that is left out. */
    private static final class Beating {

        private final Heartbeating.Sending which;
        private final Pulse pulse;
        private int sent;

        Beating(Heartbeating.Sending which, long now) {
            this.which = which;
            this.pulse = new Pulse(now, nanos(which.every()), which.atMost() + 1L);
        }

        boolean isMute() {
            return sent == which.atMost();
        }
    }

    /**
     * @param plan which heartbeats are sent on this connection
     * @param maySend tells whether one that is due now is sent rather than left out
     * @param send sends one
     */
    Heart(
            ServedConnection connection,
            EventLoop loop,
            List<Heartbeating.Sending> plan,
            BooleanSupplier maySend,
            Consumer<Bytes> send) {
        this.connection = connection;
        this.loop = loop;
        this.plan = plan;
        this.maySend = maySend;
        this.send = send;
        this.wakeUp = new WakeUp(loop, connection, this);
    }

    /** The connection is there: its intervals count from now. */
    void begin() {
        long now = loop.now();
        plan.forEach(which -> all.add(new Beating(which, now)));
        wakeUp.schedule();
    }

    /** An interval beyond what the clock can count never passes. */
    private static long nanos(Duration interval) {
        return interval.compareTo(LONGEST) < 0 ? interval.toNanos() : Long.MAX_VALUE;
    }

    @Override
    public long nextMoment() {
        return stopped
                ? FaultScript.NEVER
                : all.stream().mapToLong(beating -> beating.pulse.next()).min().orElse(FaultScript.NEVER);
    }

    @Override
    public void wake() {
        if (!connection.isLiving()) {
            stop();
        }
        long now = loop.now();
        for (var beating : all) {
            // What one brings about, such as a stall, decides about the next.
            if (!stopped && beating.pulse.passed(now, maySend.getAsBoolean())) {
                beat(beating);
            }
        }
        wakeUp.schedule();
    }

    private void beat(Beating beating) {
        if (beating.isMute()) {
            var origin = new Origin.ByHeartbeats(beating.which.toString());
            connection.record(new WireEvent.Muted(connection.number(), loop.now(), beating.sent, origin));
        } else {
            beating.sent++;
            send.accept(beating.which.message());
        }
    }

    /** Sends no more. */
    void stop() {
        stopped = true;
        wakeUp.cancel();
    }
}
