package dev.peerless.internal.script;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Bytes on their way, by count: each comes due so much later than it set out, and none before those that set out earlier. */
final class DelayLine {

    private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();
    private long bytes;

    /** Bytes that come due together. */
    private static final class Stretch {

        private final long dueAt;
        private long bytes;

        Stretch(long dueAt) {
            this.dueAt = dueAt;
        }
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    long bytes() {
        return bytes;
    }

    /** Gives when something comes due that sets out now. */
    long dueAt(long now, long delay) {
        var last = stretches.peekLast();
        return last == null ? now + delay : Math.max(last.dueAt, now + delay);
    }

    void enter(long count, long dueAt) {
        if (count > 0) {
            var last = stretches.peekLast();
            if (last == null || last.dueAt != dueAt) {
                last = new Stretch(dueAt);
                stretches.add(last);
            }
            last.bytes += count;
            bytes += count;
        }
    }

    /** How many bytes have come due and not left, as far as anybody asks. */
    long due(long now, long most) {
        long due = 0;
        for (var stretch : stretches) {
            if (stretch.dueAt > now || due >= most) {
                break;
            }
            due += stretch.bytes;
        }
        return Math.min(due, most);
    }

    /** When the first of them comes due, or {@link FaultScript#NEVER}. */
    long next() {
        var first = stretches.peekFirst();
        return first == null ? FaultScript.NEVER : first.dueAt;
    }

    /** So many bytes, not more than are due, have left. */
    void leave(long count) {
        bytes -= count;
        long left = count;
        for (@Nullable Stretch first = stretches.peekFirst();
                left > 0 && first != null;
                first = stretches.peekFirst()) {
            long share = Math.min(left, first.bytes);
            first.bytes -= share;
            left -= share;
            if (first.bytes == 0) {
                stretches.removeFirst();
            }
        }
    }

    void clear() {
        stretches.clear();
        bytes = 0;
    }
}
