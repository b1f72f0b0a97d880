package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that a peer got more or fewer connections than expected. */
final class ShouldHaveConnections extends WireErrorMessage {

    private ShouldHaveConnections(Endpoint peer, String expectation, Verdict failed, Transcript seen) {
        super(
                peer,
                expectation,
                failed.but(),
                seen.marking(failed.marks()) + Netstat.under(peer),
                // The connections marked are those too many.
                failed.deciding().isEmpty() ? null : SilentRetry.trap(seen));
    }

    static ErrorMessageFactory shouldHaveConnections(
            Endpoint peer, int expected, @Nullable Duration watch, Verdict failed, Transcript seen) {
        var expectation = "to have had " + (expected == 1 ? "1 connection" : expected + " connections")
                + (watch == null ? "" : ", and no more for " + DurationText.of(watch));
        return new ShouldHaveConnections(peer, expectation, failed, seen);
    }

    static String came(Endpoint peer, int count) {
        return count + " " + But.came(peer, count);
    }

    static String onlyCame(Endpoint peer, int count, String until) {
        return (count == 0 ? "none" : "only " + count) + " " + But.came(peer, count) + until;
    }
}
