package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that a connection was not treated, or did not end, as expected. */
final class ShouldHaveHappened extends WireErrorMessage {

    private ShouldHaveHappened(ConnectionScope scope, Happening expected, Verdict failed, Transcript seen) {
        super(scope.connection(), expected.expectation(), failed.but(), scope.shown(seen, failed));
    }

    static ErrorMessageFactory shouldHaveHappened(
            ConnectionScope scope, Happening expected, Verdict failed, Transcript seen) {
        return new ShouldHaveHappened(scope, expected, failed, seen);
    }
}
