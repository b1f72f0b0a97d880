package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test did not answer the peer's heartbeats, or too late. */
final class ShouldHaveAnswered extends WireErrorMessage {

    private ShouldHaveAnswered(ConnectionScope scope, String expectation, Verdict failed, Transcript seen) {
        super(scope.connection(), expectation, failed.but(), scope.shown(seen, failed));
    }

    static ErrorMessageFactory shouldHaveAnswered(
            ConnectionScope scope, Heartbeat asked, Heartbeat answer, Duration limit, Verdict failed, Transcript seen) {
        var expectation = "to have carried an answer (" + answer + ") within " + DurationText.of(limit)
                + " of each heartbeat (" + asked + ") of the peer";
        return new ShouldHaveAnswered(scope, expectation, failed, seen);
    }

    static String late(WireEvent ask, WireEvent answer) {
        return "the one marked was answered only after " + Times.between(ask, answer);
    }

    static String notWithin(Duration limit) {
        return "the one marked was not answered" + But.within(limit);
    }

    static String notAsked(Duration waited) {
        return "the peer sent none" + But.within(waited);
    }

    static String endedBy(int asked, WireEvent end) {
        return (asked == 0 ? "the peer sent none before " : "not all were answered before ") + But.did(end);
    }
}
