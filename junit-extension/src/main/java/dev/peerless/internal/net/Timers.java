package dev.peerless.internal.net;

import dev.peerless.internal.time.Ticker;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to happen at a time, soonest first; at the same time, in the order it was asked for. */
final class Timers {

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();
    private long added;

    /** Something that is to happen once, unless cancelled. */
    static final class Timer implements Comparable<Timer> {

        private final long at;
        private final long order;
        private @Nullable Runnable action;

        Timer(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        long at() {
            return at;
        }

        /** The queue may hold this until it would have been due; what it would have done must not stay with it. */
        void cancel() {
            action = null;
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Timer add(long at, Runnable action) {
        var timer = new Timer(at, added++, action);
        queue.add(timer);
        return timer;
    }

    boolean isEmpty() {
        dropCancelled();
        return queue.isEmpty();
    }

    /** When the next is due; far in the future if there is none. */
    long next() {
        dropCancelled();
        var first = queue.peek();
        return first == null ? Long.MAX_VALUE : first.at();
    }

    void runDue(Ticker ticker) {
        while (!isEmpty() && queue.element().at() <= ticker.now()) {
            var action = queue.remove().action;
            if (action != null) {
                action.run();
            }
        }
    }

    private void dropCancelled() {
        while (!queue.isEmpty() && queue.element().action == null) {
            queue.remove();
        }
    }
}
