package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import dev.peerless.wire.Bytes;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether some bytes arrived among others. */
final class ContainingJudge extends ConnectionJudge {

    private final Bytes expected;
    private final Occurrences occurrences;
    private long received;

    ContainingJudge(ConnectionScope scope, Bytes expected) {
        super(scope);
        this.expected = Payload.notEmpty(expected, "say what is to be received");
        this.occurrences = new Occurrences(expected);
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return true;
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        var data = Payload.received(event);
        if (data != null) {
            if (occurrences.endingIn(data.payload()) > 0) {
                return Verdict.PASSED;
            }
            long recorded = received + data.payload().size();
            received += data.size();
            return data.isComplete() ? Verdict.OPEN : Verdict.failed(But.notRecorded(received, recorded), data);
        }
        var end = state().payloadEnd();
        return end == null
                ? Verdict.OPEN
                : Verdict.failed(ShouldHaveReceived.notAmong(received, " before " + But.did(end)), end);
    }

    @Override
    Verdict tooLate() {
        return Verdict.failed(ShouldHaveReceived.notAmong(received, But.within(scope().patience())));
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveReceived.shouldHaveReceivedAmongOthers(scope(), expected, failed, seen);
    }
}
