package dev.peerless.internal.log;

import dev.peerless.internal.time.Ticker;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of one peer, in the order in which they were recorded.
 *
 * <h2>Threads</h2>
 *
 * Written by the peer's event loop alone, read by any thread. A snapshot shares the array: slots below its size are
 * never written again, so nothing is copied and nothing is locked. Waiting readers are woken by the writer; while there
 * are none, recording takes no lock.
 */
public final class TranscriptLog {

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();

    private volatile WireEvent[] events = new WireEvent[16];
    private volatile int size;
    private volatile boolean ended;

    public TranscriptLog(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Event loop only. */
    public void append(WireEvent event) {
        int index = size;
        if (index == events.length) {
            events = Arrays.copyOf(events, index * 2);
        }
        events[index] = event;
        // Publishes the slot: readers take the size first.
        publish(index + 1);
        wake();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void publish(int newSize) {
        size = newSize;
    }

    /** Says that nothing more will come, and ends every wait. */
    public void end() {
        ended = true;
        wake();
    }

    private void wake() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    public Transcript snapshot() {
        boolean over = ended;
        int count = size;
        return transcript(new Snapshot(events, count), over);
    }

    private static Transcript transcript(List<WireEvent> events, boolean over) {
        return new Transcript(events, events.isEmpty() ? 0 : events.get(0).nanos(), over);
    }

    /**
     * Waits until there is more than was seen, nothing more will come, or the time is up; then gives what there is.
     */
    public Transcript awaitMore(int seen, Duration timeout) throws InterruptedException {
        if (size > seen || ended) {
            return snapshot();
        }
        long deadline = ticker.now() + timeout.toNanos();
        lock.lockInterruptibly();
        try {
            waiting.incrementAndGet();
            while (size <= seen && !ended) {
                long left = deadline - ticker.now();
                if (left <= 0) {
                    break;
                }
                var unused = grown.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
        return snapshot();
    }

    /** A fixed view of the first events. */
    private static final class Snapshot extends AbstractList<WireEvent> implements RandomAccess {

        private final WireEvent[] events;
        private final int size;

        Snapshot(WireEvent[] events, int size) {
            this.events = events;
            this.size = size;
        }

        @Override
        public WireEvent get(int index) {
            if (index >= size) {
                throw new IndexOutOfBoundsException(index);
            }
            return events[index];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
