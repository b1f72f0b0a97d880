package dev.peerless.internal.script;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alters the bytes that go in one direction on one connection, as the faults say that have struck there. It costs
 * nothing but a count while there is none. Deterministic, and without I/O: the caller asks what is {@linkplain #next
 * next}, lets as much of it pass as is taken, and says how much {@linkplain #passed that was}.
 *
 * <p>Not thread-safe: it belongs to the event loop of its connection.
 */
public final class Corruptor {

    /** Altered bytes are copies; what is not taken of one is altered again, alike. */
    private static final int PIECE = 64 * 1024;

    private final int connection;
    private final boolean sending;
    private final List<Running> running = new ArrayList<>(0);
    private long position;
    private long inserted;
    private @Nullable Running inserting;

    public Corruptor(int connection, boolean sending) {
        this.connection = connection;
        this.sending = sending;
    }

    /** One fault's corruption. */
    private static final class Running {

        private final Fault fault;
        private final Corruption corruption;
        private final Noise noise;
        private final long until;
        private final boolean atOnce;
        private @Nullable ByteBuffer garbage;
        private boolean due;
        private boolean over;

        Running(Fault fault, Corruption corruption, Noise noise, long until, boolean atOnce) {
            this.fault = fault;
            this.corruption = corruption;
            this.noise = noise;
            this.until = until;
            this.atOnce = atOnce;
            this.garbage = corruption.garbageBytes() > 0 ? noise.garbage(corruption.garbageBytes()) : null;
        }

        boolean flips() {
            return !over && corruption.flipOneIn() > 0;
        }

        int flipAt(long position) {
            return flips() ? noise.flipAt(position, corruption.flipOneIn()) : 0;
        }

        /** Garbage that is due is on its way and stays there. */
        void end() {
            over = true;
            garbage = due ? garbage : null;
        }

        boolean isDone() {
            return over && garbage == null;
        }
    }

    /**
     * A fault strikes: it alters what passes from now on. Its garbage goes in front of the next byte, without waiting for one
     * if it is sent and there is a moment for it other than the connection's beginning.
     */
    public void begin(Fault fault, Effect.Corrupt effect, long now) {
        if (sending ? effect.way().sends() : effect.way().receives()) {
            var noise = new Noise(fault.seed().orElse(0), connection, sending);
            long until =
                    effect.lasting().map(time -> ArmedFault.later(now, time)).orElse(FaultScript.NEVER);
            boolean atOnce = sending && !(fault.trigger() instanceof Trigger.OnConnect);
            running.add(new Running(fault, effect.corruption(), noise, until, atOnce));
        }
    }

    /** The test takes a fault back: what passes from now on is not altered, and garbage that has no place yet gets none. */
    public void lift(Fault fault) {
        for (var candidate : running) {
            if (FaultScript.isSame(candidate.fault, fault)) {
                candidate.end();
            }
        }
        running.removeIf(Running::isDone);
    }

    /** Nothing more passes: forgets garbage. */
    public void drop() {
        for (var candidate : running) {
            candidate.garbage = null;
        }
    }

    /**
     * Tells how much garbage is due now and was not before: that which needs no byte behind it, and that which does if bytes
     * follow. It is next then.
     */
    public long due(boolean bytesFollow) {
        long newlyDue = 0;
        for (var candidate : running) {
            var garbage = candidate.garbage;
            if (garbage != null && !candidate.due && (candidate.atOnce || bytesFollow)) {
                candidate.due = true;
                newlyDue += garbage.remaining();
            }
        }
        return newlyDue;
    }

    /** Tells how much garbage is due and has not passed. */
    public long waiting() {
        long waiting = 0;
        for (var candidate : running) {
            var garbage = candidate.garbage;
            waiting += garbage != null && candidate.due ? garbage.remaining() : 0;
        }
        return waiting;
    }

    /**
     * Gives what is to pass next: garbage that is due, or bytes of the source, altered. The source is left as it is.
     *
     * @param limit the most bytes of it
     * @return a part of what is to pass; empty if there is nothing
     */
    public ByteBuffer next(ByteBuffer source, long limit, long now) {
        inserting = null;
        if (running.isEmpty()) {
            return source.slice(source.position(), (int) Math.min(limit, source.remaining()));
        }
        endWhatIsOver(now);
        for (var candidate : running) {
            var garbage = candidate.garbage;
            if (garbage != null && candidate.due) {
                inserting = candidate;
                return garbage.slice(garbage.position(), (int) Math.min(limit, garbage.remaining()));
            }
        }
        int length = (int) Math.min(limit, source.remaining());
        return flips() ? altered(source, Math.min(length, PIECE)) : source.slice(source.position(), length);
    }

    private void endWhatIsOver(long now) {
        for (var candidate : running) {
            if (candidate.until <= now) {
                candidate.end();
            }
        }
        running.removeIf(Running::isDone);
    }

    private boolean flips() {
        for (var candidate : running) {
            if (candidate.flips()) {
                return true;
            }
        }
        return false;
    }

    private ByteBuffer altered(ByteBuffer source, int length) {
        var bytes = new byte[length];
        source.get(source.position(), bytes);
        for (var candidate : running) {
            for (int i = 0; i < length; i++) {
                bytes[i] ^= (byte) candidate.flipAt(position + i);
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    /** So many bytes of what was next have passed; tells what was done to them, and moves the source on if they were its. */
    public List<Alteration> passed(ByteBuffer source, int count) {
        var inserter = inserting;
        if (inserter != null && inserter.garbage != null) {
            return insertedPassed(inserter, inserter.garbage, count);
        }
        var alterations = flips() ? flipped(count) : List.<Alteration>of();
        source.position(source.position() + count);
        position += count;
        return alterations;
    }

    private List<Alteration> insertedPassed(Running inserter, ByteBuffer garbage, int count) {
        garbage.position(garbage.position() + count);
        if (!garbage.hasRemaining()) {
            inserter.garbage = null;
        }
        long offset = position + inserted;
        // What is inserted into what arrives was not on the wire.
        inserted += sending ? count : 0;
        return count == 0 ? List.of() : List.of(new Alteration(inserter.fault, offset, 0, count));
    }

    private List<Alteration> flipped(int count) {
        var alterations = new ArrayList<Alteration>(1);
        for (var candidate : running) {
            long first = -1;
            long flipped = 0;
            for (int i = 0; i < count; i++) {
                if (candidate.flipAt(position + i) != 0) {
                    first = first < 0 ? i : first;
                    flipped++;
                }
            }
            if (flipped > 0) {
                alterations.add(new Alteration(candidate.fault, position + inserted + first, flipped, 0));
            }
        }
        return alterations;
    }

    /** So many bytes are gone that nobody gets. */
    public void skipped(int count) {
        position += count;
    }
}
