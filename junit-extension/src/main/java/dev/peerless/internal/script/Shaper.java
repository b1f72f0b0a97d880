package dev.peerless.internal.script;

import dev.peerless.fault.Shaping;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one direction of one connection how many of the bytes that are to pass may pass when: by their delay
 * first, then by the pace. It counts bytes; who calls it keeps them, in order. Deterministic like {@link FaultScript}:
 * it neither reads a clock nor performs I/O.
 *
 * <p>While it is off everything may pass, and nothing need be told.
 *
 * <p>Not thread-safe: it belongs to the event loop of its connection.
 */
public final class Shaper {

    /** The most that is kept on the way: what comes from beyond is not read before there is room. */
    public static final long MOST_KEPT = 1 << 20;

    private static final long NOT_DRAWN = -1;

    private final DelayLine line = new DelayLine();
    private Shaping shaping = Shaping.none();
    private Pace pace = new Pace(shaping);
    private @Nullable RandomGenerator random;
    private boolean on;
    private long room = Long.MAX_VALUE;
    private long setOutAt;
    private long delay = NOT_DRAWN;
    private boolean finishing;
    private long finishDueAt;
    private long passedAt = Long.MIN_VALUE;

    /**
     * Is slow from now on, in another way than before if it was slow already; what is on its way keeps its delay.
     *
     * @param drawnFrom what the jitter is drawn from
     */
    public void begin(Shaping newShaping, RandomGenerator drawnFrom) {
        shaping = newShaping;
        pace = new Pace(newShaping);
        random = drawnFrom;
        delay = NOT_DRAWN;
        on = true;
        long longest = newShaping.latency().plus(newShaping.jitter()).toNanos();
        room = Math.min(MOST_KEPT, pace.within(longest));
    }

    /** Is slow no more: everything may pass at once. */
    public void end() {
        on = false;
        drop();
        room = Long.MAX_VALUE;
    }

    /** Tells whether it is to be told what passes. */
    public boolean isOn() {
        return on;
    }

    /** Bytes set out behind those before. */
    public void setOut(long bytes, long now) {
        line.enter(bytes, line.dueAt(now, delay(now)));
    }

    /** The end sets out behind all bytes. */
    public void finish(long now) {
        finishing = true;
        finishDueAt = line.dueAt(now, delay(now));
    }

    /** Drawn once for what sets out at the same time, however it is cut. */
    private long delay(long now) {
        if (delay == NOT_DRAWN || setOutAt != now) {
            setOutAt = now;
            long jitter = shaping.jitter().toNanos();
            delay = shaping.latency().toNanos();
            delay += random == null || jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1);
        }
        return delay;
    }

    /** The end has passed. */
    public void finished() {
        finishing = false;
    }

    /** How many bytes may pass now, together. */
    public long allowance(long now) {
        return on ? line.due(now, pace.allowance(now)) : Long.MAX_VALUE;
    }

    /** So many bytes, not more than were allowed, have passed. */
    public void passed(long bytes, long now) {
        if (on && bytes > 0) {
            line.leave(bytes);
            pace.passed(bytes, now);
            passedAt = now;
        }
    }

    /** Tells whether the end may pass now, behind all bytes. */
    public boolean mayFinish(long now) {
        return !on || (finishing && line.isEmpty() && finishAt() <= now);
    }

    private long finishAt() {
        return Math.max(finishDueAt, passedAt) + shaping.closeDelay().toNanos();
    }

    /** When something may pass next, be it the end; in the past if now, {@link FaultScript#NEVER} if nothing is to. */
    public long next() {
        if (on && !line.isEmpty()) {
            return Math.max(line.next(), pace.next());
        }
        return on && finishing ? finishAt() : FaultScript.NEVER;
    }

    /** How many more bytes there is room for on the way. */
    public long room() {
        return Math.max(0, room - line.bytes());
    }

    /** What is on its way is lost. */
    public void drop() {
        line.clear();
        finishing = false;
    }
}
