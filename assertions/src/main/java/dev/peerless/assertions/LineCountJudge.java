package dev.peerless.assertions;

import java.util.List;
import java.util.function.Predicate;

/**
 * Decides whether there are so many lines of one kind.
 *
 * @param kind such as {@code about CONNECTION_RESET}
 */
record LineCountJudge(LogLimit limit, String kind, Predicate<LogEntry> isOfKind) implements LogJudge {

    @Override
    public Verdict judge(List<LogEntry> entries) {
        var found = entries.stream().filter(isOfKind).toList();
        int count = found.size();
        return new Verdict(
                !limit.isKeptBy(count), limit.isFinal(count), count == 0 ? "it has none" : "it has " + count, found);
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
