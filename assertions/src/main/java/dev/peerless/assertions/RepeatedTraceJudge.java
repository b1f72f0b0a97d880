package dev.peerless.assertions;

import java.util.ArrayList;
import java.util.List;

/** Decides whether a stack trace was logged twice. */
record RepeatedTraceJudge() implements LogJudge {

    @Override
    public Verdict judge(List<LogEntry> entries) {
        var traces = entries.stream().filter(LogEntry::hasStackTrace).toList();
        for (int i = 0; i < traces.size(); i++) {
            var same = repetitions(traces.subList(i, traces.size()));
            if (same.size() > 1) {
                return Verdict.failed("one was logged " + same.size() + " times", same);
            }
        }
        return Verdict.PASSED_SO_FAR;
    }

    private static List<LogEntry> repetitions(List<LogEntry> traces) {
        var first = traces.get(0);
        var same = new ArrayList<LogEntry>();
        for (var trace : traces) {
            if (trace.repeats(first)) {
                same.add(trace);
            }
        }
        return same;
    }

    @Override
    public String expectation() {
        return "to have no stack trace more than once";
    }
}
