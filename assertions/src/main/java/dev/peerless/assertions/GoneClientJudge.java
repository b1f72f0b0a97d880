package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import java.util.List;

/** Decides whether a stack trace was logged for a client that went away. */
record GoneClientJudge() implements LogJudge {

    /** What servers throw without saying more, by the names of their classes. */
    private static final List<String> ABORTS = List.of("ClientAbortException", "AsyncRequestNotUsableException");

    @Override
    public Verdict judge(List<LogEntry> entries) {
        var found = entries.stream()
                .filter(entry -> entry.trace() != null && entry.hasStackTrace() && isAboutAGoneClient(entry))
                .toList();
        return found.isEmpty()
                ? Verdict.PASSED_SO_FAR
                : Verdict.failed(found.size() == 1 ? "it has one" : "it has " + found.size(), found);
    }

    private static boolean isAboutAGoneClient(LogEntry entry) {
        var failure = entry.failure();
        return failure.isConnectionLoss()
                || (failure == NetworkFailure.UNKNOWN
                        && entry.trace() != null
                        && entry.trace().types().anyMatch(GoneClientJudge::isAbort));
    }

    /** Tells whether an exception of this class says that a client has gone, and not how. */
    static boolean isAbort(String type) {
        return ABORTS.stream().anyMatch(type::endsWith);
    }

    @Override
    public String expectation() {
        return "to have no stack trace for a client that went away";
    }
}
