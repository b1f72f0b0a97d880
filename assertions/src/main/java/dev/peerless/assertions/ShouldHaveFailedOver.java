package dev.peerless.assertions;

import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test did not go to another peer after it had lost one. */
final class ShouldHaveFailedOver extends WireErrorMessage {

    static final String NOT_LOST =
            "no connection was ended by a fault, by the test or by an upstream, and none was refused,";

    private ShouldHaveFailedOver(Object lost, Object other, Verdict failed, String shown) {
        super(lost, "to have been given up for " + other, failed.but(), shown);
    }

    static ErrorMessageFactory shouldHaveFailedOver(Object lost, Object other, Verdict failed, String shown) {
        return new ShouldHaveFailedOver(lost, other, failed, shown);
    }
}
