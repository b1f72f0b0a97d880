package dev.peerless.assertions;

import dev.peerless.junit.AssertionsTimeout;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about how much the code under test logs. Begun by {@link PeerlessAssertions#assertThatLog(CapturedLog)}.
 *
 * <p>What must not be too much is judged by what has been captured so far. What is logged by other threads may come a
 * little later: {@link #watchedFor(Duration)} goes on looking. What must not be too little is waited for: 5 s at most, or
 * what {@link #within(Duration)} says.
 *
 * <p>A line is a line of a console or a message of a logging framework, be it with a stack trace. It is about a network
 * failure if what was thrown tells of it, see {@link dev.peerless.failure.NetworkFailure}; or else its stack trace as
 * text; or else the line itself, where it has the words of such an exception, as in {@code lost client 7: Broken pipe}.
 *
 * <p>Not safe for use by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class LogAssert extends AbstractAssert<LogAssert, CapturedLog> {

    private Duration patience = AssertionsTimeout.get();
    private long watchedUntil = Deadline.now();

    /**
     * Begins assertions about a log.
     *
     * @param actual the log, which may still be open
     */
    public LogAssert(CapturedLog actual) {
        super(actual, LogAssert.class);
    }

    /**
     * Sets how long the assertions after it in this chain wait for lines that must come; 5 s by default.
     *
     * @param time how long each of them waits at most
     * @return this
     */
    public LogAssert within(Duration time) {
        patience = Times.positive(time);
        return myself;
    }

    /**
     * Has the assertions after it in this chain look at what is logged until that time is over, too. Those that say what
     * must not be logged fail as soon as it is, and pass when the time is over.
     *
     * @param time counted from this call
     * @return this
     */
    public LogAssert watchedFor(Duration time) {
        watchedUntil = Deadline.after(Deadline.now(), Times.positive(time));
        return myself;
    }

    /**
     * Begins to say what may be logged a few times at most.
     *
     * @param lines how often, 0 or more
     * @return goes on to what
     * @throws IllegalArgumentException if it is negative
     */
    @CheckReturnValue
    public LogLimitAssert hasAtMost(int lines) {
        return new LogLimitAssert(this, LogLimit.atMost(lines));
    }

    /**
     * Begins to say what must be logged: so that silence does not pass for restraint.
     *
     * @param lines how often, 1 or more
     * @return goes on to what
     * @throws IllegalArgumentException if it is less
     */
    @CheckReturnValue
    public LogLimitAssert hasAtLeast(int lines) {
        return new LogLimitAssert(this, LogLimit.atLeast(lines));
    }

    /**
     * Checks that nobody logs a stack trace for what is nothing but a client that went away: for any {@linkplain
     * dev.peerless.failure.NetworkFailure#isConnectionLoss() loss of a connection}, and for what servers throw when an
     * answer can no longer be delivered ({@code ClientAbortException}, {@code AsyncRequestNotUsableException}).
     *
     * @return this
     * @throws AssertionError if there is one
     */
    public LogAssert hasNoStackTraceForAClientThatWentAway() {
        return check(new GoneClientJudge());
    }

    /**
     * Checks that no stack trace is logged twice: neither when an exception is logged and then thrown on, to be logged
     * again as such or as a cause, nor when the same failure is logged again and again. Two are the same if class and
     * frames are, whatever the messages.
     *
     * @return this
     * @throws AssertionError if there is one
     */
    public LogAssert hasNoRepeatedStackTrace() {
        return check(new RepeatedTraceJudge());
    }

    LogAssert check(LogJudge judge) {
        isNotNull();
        long until = judge.isWaiting() ? Deadline.after(Deadline.now(), patience) : watchedUntil;
        try {
            while (true) {
                boolean last = Deadline.left(until).toNanos() <= 0;
                var seen = actual.snapshot();
                var verdict = judge.judge(seen.entries());
                // Too much cannot become less, and enough cannot either.
                if (verdict.isFinal() || seen.ended() || last) {
                    if (verdict.isFailed()) {
                        throwAssertionError(ShouldLog.shouldLog(judge, verdict, patience, seen));
                    }
                    return myself;
                }
                actual.awaitMore(seen, Deadline.left(until));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching a log", e);
        }
    }
}
