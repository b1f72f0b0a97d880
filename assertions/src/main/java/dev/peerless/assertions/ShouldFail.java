package dev.peerless.assertions;

import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that a call did not fail, or not as it should. */
final class ShouldFail extends WireErrorMessage {

    private ShouldFail(String expectation, CallOutcome<?> outcome) {
        super("the call", expectation, HowACallEnded.but(outcome), HowACallEnded.shown(outcome));
    }

    static ErrorMessageFactory shouldFailWithin(Duration limit, CallOutcome<?> outcome) {
        return new ShouldFail("to fail" + But.within(limit), outcome);
    }

    static ErrorMessageFactory shouldFailWith(String expected, Duration limit, CallOutcome<?> outcome) {
        return new ShouldFail("to fail with " + expected + But.within(limit), outcome);
    }
}
