package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import org.apiguardian.api.API;

/** What a log may have at most, or must have at least. Begun by {@link LogAssert#hasAtMost(int)} and the like. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LogLimitAssert {

    private final LogAssert logAssert;
    private final LogLimit limit;

    LogLimitAssert(LogAssert logAssert, LogLimit limit) {
        this.logAssert = logAssert;
        this.limit = limit;
    }

    /**
     * Counts the lines about one kind of network failure.
     *
     * @param failure the kind
     * @return back to the log
     * @throws AssertionError if there are too many or too few
     */
    public LogAssert linesAbout(NetworkFailure failure) {
        return logAssert.check(new LineCountJudge(limit, "about " + failure, entry -> entry.failure() == failure));
    }

    /**
     * Counts the lines about {@linkplain NetworkFailure#isConnectionLoss() losses of a connection}, whatever their kind.
     *
     * @return back to the log
     * @throws AssertionError if there are too many or too few
     */
    public LogAssert linesAboutConnectionLosses() {
        return logAssert.check(new LineCountJudge(
                limit, "about connection losses", entry -> entry.failure().isConnectionLoss()));
    }

    /**
     * Counts the lines with a stack trace, whatever they are about.
     *
     * @return back to the log
     * @throws AssertionError if there are too many or too few
     */
    public LogAssert linesWithStackTrace() {
        return logAssert.check(new LineCountJudge(limit, "with a stack trace", LogEntry::hasStackTrace));
    }

    /**
     * Counts all lines of any one second, wherever it begins.
     *
     * @return back to the log
     * @throws AssertionError if there are too many in one, or in none enough
     */
    public LogAssert linesPerSecond() {
        return logAssert.check(new LogRateJudge(limit));
    }
}
