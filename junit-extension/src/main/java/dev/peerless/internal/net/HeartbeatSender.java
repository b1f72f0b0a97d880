package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import dev.peerless.internal.script.HeartbeatSchedule;
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
final class HeartbeatSender implements WakeUp.Sleeper {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final ServedConnection connection;
    private final EventLoop loop;
    private final List<Heartbeating.Sending> plan;
    private final BooleanSupplier maySend;
    private final Consumer<Bytes> send;
    private final List<Kind> all = new ArrayList<>(0);
    private final WakeUp wakeUp;
    private boolean stopped;

    /** One kind of heartbeat. If it ends, its schedule has one more: the first that is left out. */
    private static final class Kind {

        private final Heartbeating.Sending which;
        private final HeartbeatSchedule schedule;
        private int sent;

        Kind(Heartbeating.Sending which, long now) {
            this.which = which;
            this.schedule = new HeartbeatSchedule(now, nanos(which.every()), which.atMost() + 1L);
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
    HeartbeatSender(
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
        plan.forEach(which -> all.add(new Kind(which, now)));
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
                : all.stream().mapToLong(kind -> kind.schedule.next()).min().orElse(FaultScript.NEVER);
    }

    @Override
    public void wake() {
        if (!connection.isLiving()) {
            stop();
        }
        long now = loop.now();
        for (var kind : all) {
            // What one brings about, such as a stall, decides about the next.
            if (!stopped && kind.schedule.passed(now, maySend.getAsBoolean())) {
                sendOrGoMute(kind);
            }
        }
        wakeUp.schedule();
    }

    private void sendOrGoMute(Kind kind) {
        if (kind.isMute()) {
            var origin = new Origin.ByHeartbeats(kind.which.toString());
            connection.record(new WireEvent.Muted(connection.number(), loop.now(), kind.sent, origin));
        } else {
            kind.sent++;
            send.accept(kind.which.message());
        }
    }

    /** Sends no more. */
    void stop() {
        stopped = true;
        wakeUp.cancel();
    }
}
