package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that something arrived where silence was expected. */
final class ShouldHaveReceivedNothing extends WireErrorMessage {

    static final String AFTER_RST = "that would prove nothing: after the RST nothing can arrive, whatever the"
            + " code under test sends; have the peer close, half-close or vanish instead";

    private ShouldHaveReceivedNothing(ConnectionScope scope, Silence expected, Verdict failed, Transcript seen) {
        super(scope.connection(), expected.toString(), failed.but(), scope.shown(seen, failed));
    }

    static ErrorMessageFactory shouldHaveReceivedNothing(
            ConnectionScope scope, Silence expected, Verdict failed, Transcript seen) {
        return new ShouldHaveReceivedNothing(scope, expected, failed, seen);
    }

    static String received(Data data, WireEvent from, boolean afterFault) {
        var what = data.payload().isEmpty() ? data.size() + " B" : Payload.shown(data.payload());
        return "it received " + what + (afterFault ? " " + Times.between(from, data) + " after it" : "");
    }

    static String received(long bytes) {
        return "it received " + bytes + " B";
    }

    static String noFaultBefore(WireEvent end) {
        return "no fault had struck before " + But.did(end);
    }

    static String noFaultWithin(Duration patience) {
        return "no fault struck" + But.within(patience);
    }
}
