package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.wire.Required;
import java.util.regex.Pattern;
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
        Required.notNull(failure, "failure");
        return logAssert.check(LineCountJudge.byFailure(limit, failure.name(), told -> told == failure));
    }

    /**
     * Counts the lines about {@linkplain NetworkFailure#isConnectionLoss() losses of a connection}, whatever their kind. A
     * read that timed out is none.
     *
     * @return back to the log
     * @throws AssertionError if there are too many or too few
     */
    public LogAssert linesAboutConnectionLosses() {
        return logAssert.check(LineCountJudge.byFailure(limit, "connection losses", NetworkFailure::isConnectionLoss));
    }

    /**
     * Counts the lines with a stack trace, whatever they are about.
     *
     * @return back to the log
     * @throws AssertionError if there are too many or too few
     */
    public LogAssert linesWithStackTrace() {
        return logAssert.check(new LineCountJudge(limit, "with a stack trace", false, LogEntry::hasStackTrace));
    }

    /**
     * Counts the lines whose message contains some text, whether they have an exception or not: for what the code under
     * test says in its own words. A stack trace is not looked through.
     *
     * @param text as it stands there, in upper and lower case; not empty
     * @return back to the log
     * @throws AssertionError if there are too many or too few
     * @throws IllegalArgumentException if the text is empty
     */
    public LogAssert linesContaining(String text) {
        if (Required.notNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("every line contains an empty text, which proves nothing");
        }
        return logAssert.check(
                LineCountJudge.byText(limit, "containing \"" + text + "\"", line -> line.contains(text)));
    }

    /**
     * Counts the lines in whose message a pattern is found. A stack trace is not looked through.
     *
     * @param pattern found anywhere in the message, unless it has anchors
     * @return back to the log
     * @throws AssertionError if there are too many or too few
     */
    public LogAssert linesMatching(Pattern pattern) {
        Required.notNull(pattern, "pattern");
        return logAssert.check(LineCountJudge.byText(
                limit, "matching " + pattern, line -> pattern.matcher(line).find()));
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
