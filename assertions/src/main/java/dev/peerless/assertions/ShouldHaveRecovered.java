package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test did not do what it was to do after a loss. */
final class ShouldHaveRecovered extends WireErrorMessage {

    static final String CAME_AGAIN = "the code under test connected again";

    static final String NOT_COME = "no connection came after it";

    private ShouldHaveRecovered(ConnectionScope scope, boolean reconnects, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                reconnects ? "to have been replaced by another" : "not to have been replaced by another",
                failed.but(),
                seen.marking(failed.marks()) + Netstat.under(scope.peer()),
                reconnects ? Traps.unnoticed(failed, seen) : SilentRetry.trap(seen));
    }

    static ErrorMessageFactory shouldHaveRecovered(
            ConnectionScope scope, boolean reconnects, Verdict failed, Transcript seen) {
        return new ShouldHaveRecovered(scope, reconnects, failed, seen);
    }
}
