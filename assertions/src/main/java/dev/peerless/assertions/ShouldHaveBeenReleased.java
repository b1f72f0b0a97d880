package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that the code under test kept its end of a connection too long. */
final class ShouldHaveBeenReleased extends WireErrorMessage {

    private ShouldHaveBeenReleased(
            ConnectionScope scope, Duration limit, @Nullable WireEvent end, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                "to have been released by the code under test" + But.within(limit) + " of " + PeerEnd.name(end),
                failed.but(),
                scope.shown(seen, failed) + Netstat.under(scope.peer()),
                Traps.holding(failed, seen));
    }

    static ErrorMessageFactory shouldHaveBeenReleased(
            ConnectionScope scope, Duration limit, @Nullable WireEvent end, Verdict failed, Transcript seen) {
        return new ShouldHaveBeenReleased(scope, limit, end, failed, seen);
    }

    static String late(WireEvent end, WireEvent release) {
        return "it was released only after " + Times.between(end, release);
    }
}
