package dev.peerless.assertions;

import java.time.Duration;
import java.util.List;

/** Decides by the second that has the most lines. */
record LogRateJudge(LogLimit limit) implements LogJudge {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Override
    public Verdict judge(List<LogEntry> entries) {
        List<LogEntry> busiest = List.of();
        int from = 0;
        for (int to = 0; to < entries.size(); to++) {
            while (entries.get(to).nanos() - entries.get(from).nanos() >= SECOND) {
                from++;
            }
            if (to + 1 - from > busiest.size()) {
                busiest = entries.subList(from, to + 1);
            }
        }
        int count = busiest.size();
        return new Verdict(!limit.isKeptBy(count), limit.isFinal(count), but(busiest), busiest);
    }

    private static String but(List<LogEntry> busiest) {
        if (busiest.isEmpty()) {
            return "it has none";
        }
        var time = Duration.ofNanos(
                busiest.get(busiest.size() - 1).nanos() - busiest.get(0).nanos());
        return "the most were " + busiest.size() + ", within " + Times.exactly(time);
    }

    @Override
    public String expectation() {
        return "to have " + limit + " in " + (limit.isAtMost() ? "any" : "some") + " second";
    }

    @Override
    public boolean isWaiting() {
        return !limit.isAtMost();
    }
}
