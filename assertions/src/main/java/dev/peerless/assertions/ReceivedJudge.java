package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import dev.peerless.wire.Bytes;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether some bytes arrived before all others, or alone, whatever the reads that brought them. */
final class ReceivedJudge extends ConnectionJudge {

    private final Bytes expected;
    private final boolean alone;
    private int matched;

    private ReceivedJudge(ConnectionScope scope, Bytes expected, boolean alone) {
        super(scope);
        this.expected = expected;
        this.alone = alone;
    }

    static ReceivedJudge exactly(ConnectionScope scope, Bytes expected) {
        return new ReceivedJudge(scope, Payload.notEmpty(expected, "say receivedNothing() instead"), true);
    }

    static ReceivedJudge atFirst(ConnectionScope scope, Bytes expected) {
        return new ReceivedJudge(scope, Payload.notEmpty(expected, "say what is to come first"), false);
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return true;
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        var data = Payload.received(event);
        if (data != null) {
            return compare(data);
        }
        var end = state().payloadEnd();
        if (end == null) {
            return Verdict.OPEN;
        }
        return matched == expected.size()
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveReceived.only(start(), " before " + But.did(end)), end);
    }

    private Verdict compare(Data data) {
        var piece = data.payload();
        int before = matched;
        for (int i = 0; i < piece.size() && !isEnough(); i++) {
            if (matched == expected.size() || piece.at(i) != expected.at(matched)) {
                var received = expected.slice(0, before).plus(piece);
                return Verdict.failed(
                        matched == expected.size()
                                ? ShouldHaveReceived.more(received, data.size() - i)
                                : ShouldHaveReceived.other(received, matched + 1),
                        data);
            }
            matched++;
        }
        if (isEnough()) {
            return Verdict.PASSED;
        }
        return data.isComplete() ? Verdict.OPEN : Verdict.failed(But.notRecorded(before + data.size(), matched), data);
    }

    /** Tells whether it does not matter what comes behind. */
    private boolean isEnough() {
        return !alone && matched == expected.size();
    }

    @Override
    Verdict soFar(Connected connected, long now) {
        return matched == expected.size() ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    Verdict tooLate() {
        return Verdict.failed(ShouldHaveReceived.only(start(), But.within(scope().patience())));
    }

    private Bytes start() {
        return expected.slice(0, matched);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return alone
                ? ShouldHaveReceived.shouldHaveReceived(scope(), expected, failed, seen)
                : ShouldHaveReceived.shouldHaveReceivedAtFirst(scope(), expected, failed, seen);
    }
}
