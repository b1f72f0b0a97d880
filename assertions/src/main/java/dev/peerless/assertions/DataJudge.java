package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.util.ArrayList;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether what arrived on one connection is as expected. */
final class DataJudge extends ConnectionJudge {

    private final DataExpectation expected;
    private long received;
    private @Nullable Data last;

    /** The first event after which nothing more can arrive. */
    private @Nullable WireEvent end;

    DataJudge(ConnectionScope scope, DataExpectation expected) {
        super(scope);
        this.expected = expected;
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return true;
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        var data = Payload.received(event);
        if (data != null) {
            return take(data);
        }
        if (end == null) {
            end = state().payloadEnd();
        }
        return Verdict.OPEN;
    }

    private Verdict take(Data data) {
        long recorded = received + data.payload().size();
        received += data.size();
        last = data;
        expected.take(data);
        if (expected.isFinal()) {
            // It does not matter that not all may be recorded.
            return Verdict.PASSED;
        }
        boolean known = data.isComplete() || expected.isAboutSizeAlone();
        return known ? Verdict.OPEN : Verdict.failed(But.notRecorded(received, recorded), data);
    }

    @Override
    Verdict soFar(Connected connected, long now) {
        if (expected.isMet()) {
            return Verdict.PASSED;
        }
        var contradiction = expected.contradiction();
        if (contradiction != null && last != null) {
            return Verdict.failed(contradiction, last);
        }
        return end == null ? Verdict.OPEN : missing(" before " + But.did(end));
    }

    @Override
    Verdict tooLate() {
        return missing(But.within(scope().patience()));
    }

    private Verdict missing(String until) {
        var marked = new ArrayList<WireEvent>(expected.found());
        if (end != null) {
            marked.add(end);
        }
        return Verdict.failed(received == 0 ? "it received nothing" + until : expected.instead(until), marked);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveReceived.shouldHaveReceived(scope(), expected, failed, seen);
    }
}
