package dev.peerless.assertions;

import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that too much was logged, or too little. */
final class ShouldLog extends WireErrorMessage {

    private ShouldLog(String expectation, String but, String shown, @Nullable Trap trap) {
        super("the captured log", expectation, but, shown, trap);
    }

    static ErrorMessageFactory shouldLog(
            LogJudge judge, LogJudge.Verdict failed, Duration patience, CapturedLog.Snapshot seen) {
        var when = judge.isWaiting() && !seen.ended() ? But.within(patience) : "";
        var shown = seen.entries().isEmpty() ? "   (nothing logged)" : seen.marking(failed.deciding());
        return new ShouldLog(judge.expectation() + when, failed.but(), shown, judge.trap(seen.entries()));
    }
}
