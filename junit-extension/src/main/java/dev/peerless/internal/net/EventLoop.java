package dev.peerless.internal.net;

import dev.peerless.internal.time.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread with a selector: it tells channels that they are ready, runs what other threads hand over, and wakes
 * timers, in this order. A timer is therefore never served before bytes that had arrived in time.
 *
 * <h2>Threads</h2>
 *
 * {@link #execute}, {@link #call} and {@link #isCurrent} may be used from any thread, everything else from the loop
 * alone.
 */
final class EventLoop {

    /** Read and relayed through in one piece; throughput is a matter of its size. */
    private static final int BUFFER_SIZE = 1 << 20;

    /** A selector sleeps in whole milliseconds; what is left of a delay below that is waited for in short naps. */
    private static final long SELECTOR_PRECISION = 1_000_000;

    private static final long OVERSLEEP = 150_000;
    private static final long NAP = 40_000;
    private static final long CALL_TIMEOUT_SECONDS = 30;

    private final Ticker ticker;
    private final CompletableFuture<Selector> opening = new CompletableFuture<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
    private final Thread thread;
    private volatile boolean parked;

    /** Takes what a channel's key is ready for. */
    interface Ready {

        void ready(SelectionKey key) throws IOException;

        /** Takes what went wrong in {@link #ready}. */
        void failed(Throwable failure);
    }

    EventLoop(String name, Ticker ticker) {
        this.ticker = ticker;
        this.thread = new Thread(this::begin, name);
        thread.setDaemon(true);
    }

    EventLoop start() {
        thread.start();
        return this;
    }

    /**
     * Opens the selector here and not where the loop is made: in a JVM that has just begun that takes 10 ms, in which a
     * peer can prepare the rest.
     */
    private void begin() {
        try {
            opening.complete(Selector.open());
        } catch (Throwable failure) {
            opening.completeExceptionally(failure);
            return;
        }
        run();
    }

    /** Tells whether this loop could not begin, for want of a descriptor perhaps, and never will. */
    boolean hasFailed() {
        return opening.isCompletedExceptionally();
    }

    private Selector selector() {
        return outcome(opening);
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    long now() {
        return ticker.now();
    }

    Ticker ticker() {
        return ticker;
    }

    /** The buffer that all channels of this loop share: filled and emptied within one {@code ready}. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    /** Runs a task on the loop soon. The task takes care of its own failures. */
    void execute(Runnable task) {
        tasks.add(task);
        if (!isCurrent()) {
            wakeUp();
        }
    }

    private void wakeUp() {
        if (parked) {
            LockSupport.unpark(thread);
        } else {
            selector().wakeup();
        }
    }

    /**
     * Waits for a task where there is no channel to wait for. A JVM that exits gives threads within a system call, as a
     * selector's, 300 ms to return: every run of tests would end so much later.
     */
    private void park() {
        parked = true;
        if (tasks.isEmpty()) {
            LockSupport.park(this);
        }
        parked = false;
    }

    /** Runs a call on the loop and waits for its result; on the loop itself, runs it at once. */
    <T> T call(Callable<T> call) {
        var result = new CompletableFuture<T>();
        if (isCurrent()) {
            complete(result, call);
        } else {
            execute(() -> complete(result, call));
        }
        return outcome(result);
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> call) {
        try {
            result.complete(call.call());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private <T> T outcome(CompletableFuture<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get(CALL_TIMEOUT_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    // A test that times out is interrupted; what it asked of the loop must still be finished.
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the event loop " + thread.getName() + " has not answered for " + CALL_TIMEOUT_SECONDS
                            + " s: a conversation that blocks? It is at "
                            + java.util.Arrays.toString(thread.getStackTrace()),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            } else if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        return channel.register(selector(), operations, ready);
    }

    /** Lets the selector finish the closing of channels that were registered with it. */
    void completeCloses() throws IOException {
        if (isCurrent()) {
            var unused = selector().selectNow();
        }
    }

    Timers.Timer schedule(long at, Runnable action) {
        return timers.add(at, action);
    }

    private void run() {
        while (true) {
            try {
                awaitWork();
                dispatch();
                runTasks();
                timers.runDue(ticker);
            } catch (Throwable failure) {
                // Handlers report their own failures; what is left concerns every peer of this loop, so it must be
                // seen.
                var handler = thread.getUncaughtExceptionHandler();
                handler.uncaughtException(thread, failure);
            }
        }
    }

    /** Runs what had been handed over by now; what these tasks hand over comes after the next look at the channels. */
    private void runTasks() {
        for (int left = tasks.size(); left > 0; left--) {
            tasks.remove().run();
        }
    }

    /**
     * Runs a call on the loop once that has looked at its channels so many times: what had arrived before has then been
     * accepted, read and answered. Waits for its result, with one handover there and one back. On the loop itself there is
     * nothing to wait for.
     */
    <T> T callSettled(int looks, Callable<T> call) {
        if (isCurrent()) {
            return call(call);
        }
        var result = new CompletableFuture<T>();
        execute(() -> lookAgain(looks, () -> complete(result, call)));
        return outcome(result);
    }

    private void lookAgain(int looks, Runnable then) {
        if (looks == 0) {
            then.run();
        } else {
            execute(() -> lookAgain(looks - 1, then));
        }
    }

    private void awaitWork() throws IOException {
        var selector = selector();
        long left = timers.next() - (timers.isEmpty() ? 0 : ticker.now());
        if (!tasks.isEmpty() || left <= 0) {
            var unused = selector.selectNow();
        } else if (timers.isEmpty() && selector.keys().isEmpty()) {
            park();
        } else if (timers.isEmpty()) {
            var unused = selector.select();
        } else if (left > SELECTOR_PRECISION + OVERSLEEP) {
            var unused = selector.select((left - OVERSLEEP) / SELECTOR_PRECISION);
        } else if (selector.selectNow() == 0 && tasks.isEmpty()) {
            LockSupport.parkNanos(Math.min(left, NAP));
        }
    }

    private void dispatch() {
        var selected = selector().selectedKeys();
        if (selected.isEmpty()) {
            return;
        }
        // A copy: closing a channel runs the selector again in the middle of this.
        var keys = selected.toArray(new SelectionKey[0]);
        selected.clear();
        for (var key : keys) {
            if (key.isValid() && key.attachment() instanceof Ready ready) {
                try {
                    ready.ready(key);
                } catch (Throwable failure) {
                    ready.failed(failure);
                }
            }
        }
    }
}
