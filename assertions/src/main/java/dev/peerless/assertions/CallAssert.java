package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.AssertionsTimeout;
import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about how a call into the code under test ends. Begun by {@link
 * PeerlessAssertions#assertThatCall(org.assertj.core.api.ThrowableAssert.ThrowingCallable)}.
 *
 * <p>The first assertion makes the call, on a daemon thread of its own that has the context class loader of the test's;
 * those that follow ask about the same call, which is not made again. Times count from its beginning. A call that is
 * still running when its time is over is interrupted, and counts as hanging for the rest of the chain; the failure shows
 * where its thread hung. The read of a {@link java.net.Socket} does not heed an interrupt: such a thread stays until its
 * socket is closed.
 *
 * <p>Assertions that name no time wait for 5 s at most, or what {@link #within(Duration)} says. An {@code
 * AssertionError} out of the call is no outcome, but a failure of the test, and is thrown on.
 *
 * <p>Not safe for use by several threads at once. If the thread of the test is interrupted while it waits, so is the
 * call.
 *
 * @param <V> what the call returns
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class CallAssert<V extends @Nullable Object> extends AbstractAssert<CallAssert<V>, Callable<V>> {

    private final CallRun<V> run;
    private Duration patience = AssertionsTimeout.get();

    /**
     * Begins assertions about a call, which is not made yet.
     *
     * @param actual the call
     */
    public CallAssert(Callable<V> actual) {
        super(actual, CallAssert.class);
        run = new CallRun<>(actual);
    }

    /**
     * Sets how long the assertions after it in this chain wait for the end of the call, unless they name a time; 5 s by
     * default.
     *
     * @param time counted from the beginning of the call
     * @return this
     */
    public CallAssert<V> within(Duration time) {
        patience = Times.positive(time);
        return myself;
    }

    /**
     * Checks that the call ends in time, whether it returns or throws: that it does not hang.
     *
     * @param limit the longest time that it may take
     * @return this
     * @throws AssertionError if it takes longer; the message shows where it hung, or when it ended
     */
    public CallAssert<V> givesUpWithin(Duration limit) {
        var outcome = outcome(Times.positive(limit));
        return outcome.endedWithin(limit) ? myself : fail(ShouldGiveUp.shouldGiveUp(limit, outcome), outcome);
    }

    /**
     * Checks that the call throws in time, whatever it throws.
     *
     * @param limit the longest time that it may take
     * @return this
     * @throws AssertionError if it returns or takes longer
     */
    public CallAssert<V> failsWithin(Duration limit) {
        var outcome = outcome(Times.positive(limit));
        return outcome.endedWithin(limit) && outcome instanceof CallOutcome.Threw<V>
                ? myself
                : fail(ShouldFail.shouldFailWithin(limit, outcome), outcome);
    }

    /**
     * Checks that the call fails, and what its failure tells of the network.
     *
     * @param expected what happened
     * @return this
     * @throws AssertionError if it returns, hangs, or tells of something else; the message shows the cause chain, with
     *     the link marked that decided
     */
    public CallAssert<V> failsWith(NetworkFailure expected) {
        Required.notNull(expected, "expected");
        var outcome = outcome(patience);
        return outcome instanceof CallOutcome.Threw<V> && outcome.failure() == expected && outcome.endedWithin(patience)
                ? myself
                : fail(ShouldFail.shouldFailWith(expected, patience, outcome), outcome);
    }

    /**
     * Checks that the call fails since an established connection was lost, in whatever way that shows. See {@link
     * NetworkFailure#isConnectionLoss()}.
     *
     * @return this
     * @throws AssertionError if it returns, hangs, or tells of something else
     */
    public CallAssert<V> failsWithConnectionLoss() {
        var outcome = outcome(patience);
        return outcome.isConnectionLoss() && outcome.endedWithin(patience)
                ? myself
                : fail(ShouldFail.shouldFailWithConnectionLoss(patience, outcome), outcome);
    }

    /**
     * Checks that the call does not pass off a part of an answer as the whole: it has to fail with a connection loss,
     * such as {@link NetworkFailure#TRUNCATED}, {@link NetworkFailure#END_OF_STREAM} or {@link
     * NetworkFailure#CONNECTION_RESET}. To be asked where the peer has cut the answer.
     *
     * <p>The call has to read the answer to its end: what it returns to be read later, such as an {@code InputStream},
     * cannot have shown yet that it is cut short, and fails.
     *
     * @return this
     * @throws AssertionError if it returns, hangs, or tells of something else
     */
    public CallAssert<V> reportsTruncation() {
        var outcome = outcome(patience);
        return outcome.isConnectionLoss() && outcome.endedWithin(patience)
                ? myself
                : fail(ShouldReportTruncation.shouldReportTruncation(patience, outcome), outcome);
    }

    /**
     * Checks that the call returns in time, and goes on to what it has returned.
     *
     * @param limit the longest time that it may take
     * @return AssertJ's assertions about the value, which is {@code null} if the call returns none
     * @throws AssertionError if it throws or takes longer
     */
    public ObjectAssert<V> succeedsWithin(Duration limit) {
        var value = Assertions.assertThatObject(returned(limit));
        value.info.description(info.description());
        return value;
    }

    /**
     * Checks that the call returns in time, and goes on to what it has returned with the assertions for its type.
     *
     * <pre>{@code
     * assertThatCall(client::greeting).succeedsWithin(ofSeconds(1), as(STRING)).startsWith("220");
     * }</pre>
     *
     * @param <A> the assertions for its type
     * @param limit the longest time that it may take
     * @param type one of {@link org.assertj.core.api.InstanceOfAssertFactories}
     * @return assertions about the value
     * @throws AssertionError if it throws or takes longer, or the value is not of that type
     */
    public <A extends AbstractAssert<?, ?>> A succeedsWithin(Duration limit, InstanceOfAssertFactory<?, A> type) {
        Required.notNull(type, "type");
        return succeedsWithin(limit).asInstanceOf(type);
    }

    /**
     * Goes on to what the call throws.
     *
     * @return assertions about it
     * @throws AssertionError if it returns or hangs
     */
    @CheckReturnValue
    public NetworkFailureAssert throwable() {
        var outcome = outcome(patience);
        if (!(outcome instanceof CallOutcome.Threw<V> threw) || !outcome.endedWithin(patience)) {
            throw failure(ShouldFail.shouldFailWithin(patience, outcome), outcome);
        }
        var throwable = new NetworkFailureAssert(threw.throwable());
        throwable.info.description(info.description());
        return throwable;
    }

    private V returned(Duration limit) {
        var outcome = outcome(Times.positive(limit));
        if (!(outcome instanceof CallOutcome.Returned<V> returned) || !outcome.endedWithin(limit)) {
            throw failure(ShouldSucceed.shouldSucceedWithin(limit, outcome), outcome);
        }
        return returned.value();
    }

    private CallOutcome<V> outcome(Duration limit) {
        isNotNull();
        var outcome = run.outcome(limit);
        if (outcome instanceof CallOutcome.Threw<V> threw && threw.throwable() instanceof AssertionError ofTheTest) {
            throw ofTheTest;
        }
        return outcome;
    }

    private CallAssert<V> fail(ErrorMessageFactory message, CallOutcome<V> outcome) {
        throw failure(message, outcome);
    }

    private AssertionError failure(ErrorMessageFactory message, CallOutcome<V> outcome) {
        var failure = assertionError(message);
        if (outcome instanceof CallOutcome.Threw<V> threw && failure.getCause() == null) {
            failure.initCause(threw.throwable());
        }
        return failure;
    }
}
