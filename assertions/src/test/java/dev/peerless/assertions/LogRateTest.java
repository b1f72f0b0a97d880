package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static dev.peerless.assertions.ServerLog.failureOf;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.CapturesLog;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How many lines come within a second. */
@CapturesLog
class LogRateTest {

    @AutoClose
    private final CapturedLog log = CapturedLog.start();

    private static LogEntry at(long millis) {
        return LogEntry.logged(ofMillis(millis).toNanos(), "Logback", "", "line", null);
    }

    private static LogJudge.Verdict rate(LogLimit limit, LogEntry... entries) {
        return new LogRateJudge(limit).judge(List.of(entries));
    }

    @Test
    void areCountedInAnySecond() {
        var entries = new LogEntry[] {at(0), at(900), at(1000), at(1899), at(5000)};
        assertThat(rate(LogLimit.atMost(3), entries).isFailed()).isFalse();
        assertThat(rate(LogLimit.atMost(2), entries))
                .isEqualTo(LogJudge.Verdict.failed(
                        "the most were 3, within 999.000 ms", List.of(entries[1], entries[2], entries[3])));
    }

    @Test
    void areCountedFromTheFirst() {
        assertThat(rate(LogLimit.atMost(1), at(0), at(1000)).isFailed()).isFalse();
        assertThat(rate(LogLimit.atMost(0)).isFailed()).isFalse();
        assertThat(rate(LogLimit.atMost(0), at(0)).isFailed()).isTrue();
    }

    @Test
    void failWithTheBusiestMarked() {
        System.out.println("one");
        System.out.println("two");
        System.out.println("three");
        assertThatLog(log).hasAtMost(3).linesPerSecond();
        log.close();
        assertThat(failureOf(() -> assertThatLog(log).hasAtMost(0).linesPerSecond()))
                .matches("""
                        Expecting the captured log
                        to have at most 0 lines in any second,
                        but the most were \\d, within _ ms\\.
                        ( {2}_  .*\n)*(> _  .*\n?)+( {2}_  .*\n?)*""");
    }
}
