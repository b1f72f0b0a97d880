package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a call ended, or that it did not. */
sealed interface CallOutcome<V extends @Nullable Object> {

    /**
     * It returned.
     *
     * @param value what it returned
     * @param isVoid whether that means nothing
     */
    record Returned<V extends @Nullable Object>(V value, boolean isVoid, Duration took) implements CallOutcome<V> {

        @Override
        public boolean endedWithin(Duration limit) {
            return took.compareTo(limit) <= 0;
        }
    }

    /** It threw. */
    record Threw<V extends @Nullable Object>(Throwable throwable, Duration took) implements CallOutcome<V> {

        @Override
        public boolean endedWithin(Duration limit) {
            return took.compareTo(limit) <= 0;
        }

        @Override
        public NetworkFailure failure() {
            return NetworkFailure.of(throwable);
        }
    }

    /**
     * It was still running when its time was over.
     *
     * @param limit its time
     * @param thread the name of its thread
     * @param state what its thread was about then
     * @param stack where its thread was then, the innermost call first
     * @param endedByInterrupt whether it ended when it was interrupted
     */
    record Hung<V extends @Nullable Object>(
            Duration limit, String thread, Thread.State state, List<StackTraceElement> stack, boolean endedByInterrupt)
            implements CallOutcome<V> {

        @Override
        public boolean endedWithin(Duration other) {
            return false;
        }
    }

    boolean endedWithin(Duration limit);

    /** What it tells of the network, {@code UNKNOWN} if nothing. */
    default NetworkFailure failure() {
        return NetworkFailure.UNKNOWN;
    }

    default boolean isConnectionLoss() {
        return failure().isConnectionLoss();
    }
}
