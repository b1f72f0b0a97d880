package dev.peerless.assertions;

import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that a call did not return in time. */
final class ShouldSucceed extends WireErrorMessage {

    private ShouldSucceed(Duration limit, CallOutcome<?> outcome) {
        super(
                "the call",
                "to succeed" + But.within(limit),
                HowACallEnded.but(outcome),
                HowACallEnded.shown(outcome),
                Traps.hanging(outcome));
    }

    static ErrorMessageFactory shouldSucceedWithin(Duration limit, CallOutcome<?> outcome) {
        return new ShouldSucceed(limit, outcome);
    }
}
