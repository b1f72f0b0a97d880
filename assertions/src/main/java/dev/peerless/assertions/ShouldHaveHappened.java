package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that a connection was not treated, or did not end, as expected. */
final class ShouldHaveHappened extends WireErrorMessage {

    private ShouldHaveHappened(ConnectionScope scope, Happening expected, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                expected.expectation(),
                failed.but(),
                scope.shown(seen, failed),
                trap(scope, expected, failed, seen));
    }

    private static @Nullable Trap trap(ConnectionScope scope, Happening expected, Verdict failed, Transcript seen) {
        var otherEnd = Traps.otherEnd(expected, seen.ofConnection(scope.number()));
        if (otherEnd != null) {
            return otherEnd;
        }
        boolean takesItsFin = expected == Happening.CLOSED || expected == Happening.ENDED_BY_FIN;
        var trap = takesItsFin ? Traps.holding(failed, seen) : null;
        return trap == Trap.CLOSE_WAIT ? trap : null;
    }

    static ErrorMessageFactory shouldHaveHappened(
            ConnectionScope scope, Happening expected, Verdict failed, Transcript seen) {
        return new ShouldHaveHappened(scope, expected, failed, seen);
    }
}
