package dev.peerless.assertions;

import org.assertj.core.error.BasicErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/**
 * The shape of every failure message: whom it is about, what was expected, what happened, and what was seen, with a
 * sentence of help where it shows a known trap.
 */
abstract class WireErrorMessage extends BasicErrorMessageFactory {

    WireErrorMessage(Object subject, String expectation, String but, String shown) {
        this(subject, expectation, but, shown, null);
    }

    WireErrorMessage(Object subject, String expectation, String but, String shown, @Nullable Trap trap) {
        // As an argument of the format, since payload may hold percent signs.
        super(
                "%s",
                unquotedString("Expecting " + subject + "\n" + expectation + ",\nbut " + but + ".\n" + shown
                        + Trap.helpWith(trap)));
    }
}
