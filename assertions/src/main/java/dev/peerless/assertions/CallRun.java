package dev.peerless.assertions;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call once, on a thread of its own, and tells how it ended.
 *
 * <p>All but {@link #make()} runs on the thread of the test. The two meet in the futures.
 */
final class CallRun<V extends @Nullable Object> {

    /** How long a call that is interrupted may take to end, before it is said that it does not. */
    private static final Duration TO_HEED_AN_INTERRUPT = Duration.ofSeconds(1);

    private static final AtomicInteger CALLS = new AtomicInteger();

    private final Callable<V> call;
    private final CompletableFuture<Long> begun = new CompletableFuture<>();
    private final CompletableFuture<CallOutcome<V>> ended = new CompletableFuture<>();
    private @Nullable Thread thread;
    private CallOutcome.@Nullable Hung<V> hung;

    CallRun(Callable<V> call) {
        this.call = call;
    }

    /** Makes the call if it has not been made, and waits until it ends, or until so long after its beginning. */
    CallOutcome<V> outcome(Duration limit) {
        if (hung != null) {
            return hung;
        }
        if (thread == null) {
            thread = new Thread(this::make, "peerless-call-" + CALLS.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return outcome(thread, limit);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of the call", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private CallOutcome<V> outcome(Thread thread, Duration limit) throws InterruptedException, ExecutionException {
        var left = Deadline.left(Times.missedAfter(Deadline.after(begun.get(), limit)));
        if (endsWithin(left)) {
            return ended.get();
        }
        var state = thread.getState();
        var stack = stack(thread);
        if (ended.isDone()) {
            return ended.get();
        }
        thread.interrupt();
        hung = new CallOutcome.Hung<>(limit, thread.getName(), state, stack, endsWithin(TO_HEED_AN_INTERRUPT));
        return hung;
    }

    private boolean endsWithin(Duration time) throws InterruptedException, ExecutionException {
        try {
            var unused = ended.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        }
    }

    private void make() {
        long from = Deadline.now();
        begun.complete(from);
        CallOutcome<V> outcome;
        try {
            var value = call.call();
            outcome = new CallOutcome.Returned<>(value, call instanceof VoidCall, since(from));
        } catch (Throwable thrown) {
            outcome = new CallOutcome.Threw<>(thrown, since(from));
        }
        ended.complete(outcome);
    }

    private static Duration since(long from) {
        return Duration.ofNanos(Deadline.now() - from);
    }

    /** Leaves out the frames at the bottom that are not the caller's: ours, and the proxy of a lambda. */
    private static List<StackTraceElement> stack(Thread thread) {
        var frames = thread.getStackTrace();
        int theirs = frames.length;
        while (theirs > 0 && !isTheirs(frames[theirs - 1])) {
            theirs--;
        }
        return List.copyOf(Arrays.asList(frames).subList(0, theirs));
    }

    private static boolean isTheirs(StackTraceElement frame) {
        var name = frame.getClassName();
        return !name.equals(Thread.class.getName())
                && !name.equals(VoidCall.class.getName())
                && !name.equals(CallRun.class.getName())
                && !name.contains("$$Lambda");
    }
}
