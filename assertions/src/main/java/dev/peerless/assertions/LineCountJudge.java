package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether there are so many lines of one kind.
 *
 * @param kind such as {@code about CONNECTION_RESET}
 * @param isByFailure whether what a line tells of the network makes it one of them
 */
record LineCountJudge(LogLimit limit, String kind, boolean isByFailure, Predicate<LogEntry> isOfKind)
        implements LogJudge {

    static LineCountJudge byFailure(LogLimit limit, String kind, Predicate<NetworkFailure> isMeant) {
        return new LineCountJudge(limit, "about " + kind, true, entry -> isMeant.test(entry.failure()));
    }

    static LineCountJudge byText(LogLimit limit, String kind, Predicate<String> isMeant) {
        return new LineCountJudge(limit, kind, false, entry -> isMeant.test(entry.message()));
    }

    @Override
    public Verdict judge(List<LogEntry> entries) {
        var found = entries.stream().filter(isOfKind).toList();
        int count = found.size();
        return new Verdict(
                !limit.isKeptBy(count), limit.isFinal(count), count == 0 ? "it has none" : "it has " + count, found);
    }

    @Override
    public @Nullable Trap trap(List<LogEntry> entries) {
        if (!isByFailure || entries.isEmpty() || entries.stream().anyMatch(isOfKind)) {
            return null;
        }
        return entries.stream().anyMatch(entry -> entry.failure() == NetworkFailure.READ_TIMED_OUT)
                ? Trap.TIMEOUT_IS_NO_LOGGED_LOSS
                : Trap.WORDS_TELL_OF_NO_FAILURE;
    }

    @Override
    public String expectation() {
        return "to have " + limit + " " + kind;
    }

    @Override
    public boolean isWaiting() {
        return !limit.isAtMost();
    }
}
