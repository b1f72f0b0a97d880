package dev.peerless.assertions;

import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that a call did not come back in time. */
final class ShouldGiveUp extends WireErrorMessage {

    private ShouldGiveUp(Duration limit, CallOutcome<?> outcome) {
        super(
                "the call",
                "to give up" + But.within(limit),
                HowACallEnded.but(outcome),
                HowACallEnded.shown(outcome),
                Traps.hanging(outcome));
    }

    static ErrorMessageFactory shouldGiveUp(Duration limit, CallOutcome<?> outcome) {
        return new ShouldGiveUp(limit, outcome);
    }
}
