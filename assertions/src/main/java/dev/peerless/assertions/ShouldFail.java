package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that a call did not fail, or not as it should. */
final class ShouldFail extends WireErrorMessage {

    private ShouldFail(String expectation, CallOutcome<?> outcome, String but, @Nullable Trap trap) {
        super("the call", expectation, but, HowACallEnded.shown(outcome), trap);
    }

    static ErrorMessageFactory shouldFailWithin(Duration limit, CallOutcome<?> outcome) {
        return new ShouldFail(
                "to fail" + But.within(limit), outcome, HowACallEnded.but(outcome), Traps.hanging(outcome));
    }

    static ErrorMessageFactory shouldFailWith(NetworkFailure expected, Duration limit, CallOutcome<?> outcome) {
        return shouldFailWith(expected.name(), limit, outcome, Traps.of(expected, outcome));
    }

    static ErrorMessageFactory shouldFailWithConnectionLoss(Duration limit, CallOutcome<?> outcome) {
        return shouldFailWith(ShouldBeNetworkFailure.CONNECTION_LOSS, limit, outcome, Traps.of(null, outcome));
    }

    private static ErrorMessageFactory shouldFailWith(
            String expected, Duration limit, CallOutcome<?> outcome, @Nullable Trap trap) {
        return new ShouldFail(
                "to fail with " + expected + But.within(limit), outcome, HowACallEnded.butClassified(outcome), trap);
    }
}
