package dev.peerless.assertions;

import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that a call took a part of an answer for the whole. */
final class ShouldReportTruncation extends WireErrorMessage {

    private ShouldReportTruncation(Duration limit, CallOutcome<?> outcome) {
        super(
                "the call",
                "to report that its answer was cut short, by failing with a connection loss" + But.within(limit),
                but(outcome),
                HowACallEnded.shown(outcome),
                // What a returned call was about is not known; at any rate it took it for an answer.
                outcome instanceof CallOutcome.Returned<?> ? null : Traps.of(null, outcome));
    }

    static ErrorMessageFactory shouldReportTruncation(Duration limit, CallOutcome<?> outcome) {
        return new ShouldReportTruncation(limit, outcome);
    }

    private static String but(CallOutcome<?> outcome) {
        return HowACallEnded.but(outcome)
                + (outcome instanceof CallOutcome.Returned<?> ? ", as if it had the whole answer" : "");
    }
}
