package dev.peerless.assertions;

import static dev.peerless.assertions.Calls.breaks;
import static dev.peerless.assertions.Calls.hangs;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How a call is made: once, and on a thread of its own. */
class CallTest {

    @Test
    void isMadeOnce() {
        var calls = new AtomicInteger();
        assertThatCall(() -> {
                    calls.incrementAndGet();
                    breaks();
                })
                .givesUpWithin(FAR)
                .failsWithin(FAR)
                .failsWith(NetworkFailure.BROKEN_PIPE)
                .throwable()
                .isConnectionLoss();
        assertThat(calls).hasValue(1);
    }

    @Test
    void isNotMadeWithoutAnAssertion() {
        var calls = new AtomicInteger();
        var unused = assertThatCall(calls::incrementAndGet).within(FAR);
        assertThat(calls).hasValue(0);
    }

    @Test
    void staysHungOnceItHasHung() {
        var call = assertThatCall(() -> hangs());
        assertThat(failureOf(() -> call.givesUpWithin(SHORT))).contains("but it was still running after 40 ms");
        // It has ended since, when it was interrupted.
        assertThat(failureOf(() -> call.failsWithin(FAR)))
                .startsWith("Expecting the call\nto fail within 10 min,\nbut it was still running after 40 ms");
        assertThat(failureOf(call::failsWithConnectionLoss)).contains("but it was still running after 40 ms");
    }

    @Test
    void runsOnADaemonThreadWithTheContextOfTheTest() throws Exception {
        var loader = new ClassLoader() {};
        var own = Thread.currentThread();
        var before = own.getContextClassLoader();
        own.setContextClassLoader(loader);
        try {
            assertThatCall(Thread::currentThread).succeedsWithin(FAR).satisfies(thread -> {
                assertThat(thread).isNotSameAs(own);
                assertThat(thread.isDaemon()).isTrue();
                assertThat(thread.getName()).startsWith("peerless-call-");
            });
            assertThatCall(() -> Thread.currentThread().getContextClassLoader())
                    .succeedsWithin(FAR)
                    .isSameAs(loader);
        } finally {
            own.setContextClassLoader(before);
        }
    }

    @Test
    void isInterruptedWithTheTest() throws Exception {
        var interrupted = new CompletableFuture<Throwable>();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> assertThatCall(() -> interrupted.complete(catchThrowable(Calls::hangs)))
                            .givesUpWithin(FAR))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while waiting for the end of the call")
                    .hasCauseInstanceOf(InterruptedException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(interrupted.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void mayHoldAssertionsOfTheTest() {
        assertThatThrownBy(() -> assertThatCall(() -> assertThat("a").isEqualTo("b"))
                        .givesUpWithin(FAR)
                        .failsWithin(FAR))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected: \"b\"");
    }

    @Test
    void mayThrowWhatIsNoException() {
        var strange = new Throwable("strange");
        assertThatCall((ThrowingCallable) () -> {
                    throw strange;
                })
                .throwable()
                .hasCause(strange);
        var error = new StackOverflowError();
        assertThatCall((ThrowingCallable) () -> {
                    throw error;
                })
                .throwable()
                .isSameAs(error);
    }

    @Test
    void mustBeThere() {
        assertThatThrownBy(() -> new CallAssert<>((Callable<?>) null).givesUpWithin(FAR))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting actual not to be null");
    }

    @Test
    void needsTime() {
        assertThatThrownBy(() -> assertThatCall(() -> {}).givesUpWithin(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a time to wait or to watch must be positive, but was 0 ms");
        assertThatThrownBy(() -> assertThatCall(() -> {}).within(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
