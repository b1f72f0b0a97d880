package dev.peerless.internal.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is kept of every test until the end of the run: a line each. */
final class Index {

    private static final int REASON = 300;

    /** One failed test. */
    record Failed(String anchor, String title, String reason, List<String> diagrams) {}

    private final List<Failed> failures = new ArrayList<>();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private int connections;

    void add(Told test) {
        outcomes.merge(test.outcome(), 1, Integer::sum);
        connections += test.connections();
        if (test.outcome() == Outcome.FAILED) {
            failures.add(new Failed(
                    test.anchor(),
                    test.title(),
                    Html.cut(reason(test.message()), REASON),
                    test.shownAtOnce().stream().map(Lane::anchor).toList()));
        }
    }

    /** All that stands before a transcript. */
    private static String reason(String message) {
        return message.lines()
                .takeWhile(line -> !line.startsWith("   ") && !line.startsWith(">  "))
                .collect(Collectors.joining(" "));
    }

    List<Failed> failures() {
        return failures;
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    int tests() {
        return count(Outcome.PASSED) + count(Outcome.FAILED) + count(Outcome.ABORTED);
    }

    /** Says how the run went, such as {@code 2 failed, 5 passed, 0 aborted}. */
    String summary() {
        return count(Outcome.FAILED) + " failed, " + count(Outcome.PASSED) + " passed, " + count(Outcome.ABORTED)
                + " aborted";
    }

    String extent() {
        return connections + (connections == 1 ? " connection" : " connections");
    }
}
