package dev.peerless.assertions;

import org.assertj.core.description.Description;
import org.assertj.core.error.DescriptionFormatter;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;
import org.jspecify.annotations.Nullable;

/**
 * The shape of every failure message: whom it is about, what was expected, what happened, and what was seen, with a
 * sentence of help where it shows a known trap.
 *
 * <p>It is text from the beginning: payload may hold percent signs, which a format would take for its own, and the
 * arguments of AssertJ's formats are put into quotes by its 3.27.0.
 */
abstract class WireErrorMessage implements ErrorMessageFactory {

    static final String BEGINNING = "Expecting ";

    private final String text;

    WireErrorMessage(Object subject, String expectation, String but, String shown) {
        this(subject, expectation, but, shown, null);
    }

    WireErrorMessage(Object subject, String expectation, String but, String shown, @Nullable Trap trap) {
        var seen = shown.isEmpty() ? "" : "\n" + shown;
        text = BEGINNING + subject + "\n" + expectation + ",\nbut " + but + "." + seen + Trap.helpWith(trap);
    }

    @Override
    public final String create(Description description, Representation representation) {
        return create(description);
    }

    @Override
    public final String create(Description description) {
        return DescriptionFormatter.instance().format(description) + text;
    }

    @Override
    public final String create() {
        return text;
    }

    /** Gives what the failure was thrown for, if there is something. */
    @Nullable
    Throwable cause() {
        return null;
    }
}
