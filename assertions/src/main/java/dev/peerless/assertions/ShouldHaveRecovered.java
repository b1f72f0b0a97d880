package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.Transcript;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that the code under test did not do what it was to do after a loss. */
final class ShouldHaveRecovered extends WireErrorMessage {

    static final String CAME_AGAIN = "the code under test connected again";

    static final String NOT_COME = "no connection came after it";

    private ShouldHaveRecovered(ConnectionScope scope, @Nullable Duration away, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                away == null
                        ? "to have been replaced by another"
                        : "not to have been replaced by another for " + DurationText.of(away),
                failed.but(),
                seen.marking(failed.marks()) + Netstat.under(scope.peer()),
                away == null ? Traps.unnoticed(failed, seen) : SilentRetry.trap(seen));
    }

    static ErrorMessageFactory shouldHaveRecovered(
            ConnectionScope scope, @Nullable Duration away, Verdict failed, Transcript seen) {
        return new ShouldHaveRecovered(scope, away, failed, seen);
    }
}
