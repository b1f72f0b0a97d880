package dev.peerless.internal.net;

import dev.peerless.internal.time.Ticker;
import java.util.PriorityQueue;

/** What is to happen at a time, soonest first; at the same time, in the order it was asked for. */
final class Timers {

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();
    private long added;

    /** Something that is to happen once, unless cancelled. */
    static final class Timer implements Comparable<Timer> {

        private final long at;
        private final long order;
        private final Runnable action;
        private boolean cancelled;

        Timer(long at, long order, Runnable action) {
            this.at = at;
            this.order = order;
            this.action = action;
        }

        long at() {
            return at;
        }

        void cancel() {
            cancelled = true;
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
        for (var first = queue.peek(); first != null; first = queue.peek()) {
            if (!first.cancelled && first.at() > ticker.now()) {
                return;
            }
            queue.remove();
            if (!first.cancelled) {
                first.action.run();
            }
        }
    }

    private void dropCancelled() {
        while (!queue.isEmpty() && queue.element().cancelled) {
            queue.remove();
        }
    }
}
