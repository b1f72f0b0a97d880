package dev.peerless.assertions;

import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that the code under test did not go to another peer after it had lost one. */
final class ShouldHaveFailedOver extends WireErrorMessage {

    static final String NOT_LOST =
            "no connection was ended by a fault, by the test or by an upstream, and none was refused,";

    static final String RESUMED = "nobody came there before the stall marked was resumed, and nothing else was lost";

    private ShouldHaveFailedOver(Object lost, Object other, Verdict failed, String shown, @Nullable Trap trap) {
        super(lost, "to have been given up for " + other, failed.but(), shown, trap);
    }

    static ErrorMessageFactory shouldHaveFailedOver(
            Object lost, Object other, Verdict failed, String shown, @Nullable Trap trap) {
        return new ShouldHaveFailedOver(lost, other, failed, shown, trap);
    }
}
