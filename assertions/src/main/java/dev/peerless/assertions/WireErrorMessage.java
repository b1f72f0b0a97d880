package dev.peerless.assertions;

import org.assertj.core.error.BasicErrorMessageFactory;

/** The shape of every failure message: whom it is about, what was expected, what happened, and what was seen. */
abstract class WireErrorMessage extends BasicErrorMessageFactory {

    WireErrorMessage(Object subject, String expectation, String but, String shown) {
        // As an argument of the format, since payload may hold percent signs.
        super("%s", unquotedString("Expecting " + subject + "\n" + expectation + ",\nbut " + but + ".\n" + shown));
    }
}
