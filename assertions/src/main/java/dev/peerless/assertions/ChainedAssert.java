package dev.peerless.assertions;

import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AssertionErrorCollector;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.error.ShouldNotBeNull;
import org.jspecify.annotations.Nullable;

/**
 * An assert that a chain goes on to from another one. It keeps the description of that, and its failures go where those
 * of the other go: AssertJ makes only the first assert of a chain soft.
 */
abstract class ChainedAssert<SELF extends ChainedAssert<SELF, ACTUAL>, ACTUAL> extends AbstractAssert<SELF, ACTUAL> {

    private final @Nullable AssertionErrorCollector softly;
    private boolean abandoned;

    /**
     * @param before the assert that the chain comes from
     * @param softly who collects failures, or {@code null} to throw them
     */
    ChainedAssert(ACTUAL actual, Class<?> self, AbstractAssert<?, ?> before, @Nullable AssertionErrorCollector softly) {
        super(actual, self);
        this.softly = softly;
        info.description(before.info.description());
        info.overridingErrorMessage(before.info.overridingErrorMessage());
    }

    final @Nullable AssertionErrorCollector softly() {
        return softly;
    }

    /** Tells whether nothing more can be said, since what the chain went on to is not there and that has been reported. */
    final boolean isAbandoned() {
        return abandoned;
    }

    final void abandon() {
        abandoned = true;
    }

    /** Says nothing of what is not there but that. */
    final SELF unlessNull() {
        if (actual == null && report(ShouldNotBeNull.shouldNotBeNull())) {
            abandon();
        }
        return myself;
    }

    /**
     * Reports a failure, if there is one, unless the chain is abandoned.
     *
     * @param assertion gives what it has to say if it fails
     */
    final SELF check(Supplier<@Nullable ErrorMessageFactory> assertion) {
        boolean unused = !abandoned && report(assertion.get());
        return myself;
    }

    /** Reports a failure, if there is one, and tells whether there was. */
    final boolean report(@Nullable ErrorMessageFactory failure) {
        if (failure == null) {
            return false;
        }
        var error = assertionError(failure);
        if (failure instanceof WireErrorMessage message && message.cause() != null) {
            error.initCause(message.cause());
        }
        if (softly == null) {
            throw error;
        }
        softly.collectAssertionError(error);
        return true;
    }
}
