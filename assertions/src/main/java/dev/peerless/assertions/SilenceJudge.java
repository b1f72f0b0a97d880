package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether nothing arrived, from the beginning or from the first fault on. */
final class SilenceJudge extends ConnectionJudge {

    private final Silence expected;
    private @Nullable WireEvent since;
    private long received;

    SilenceJudge(ConnectionScope scope, Silence expected) {
        super(scope);
        this.expected = expected;
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        // What is passed on is seen, whatever it says.
        return reason == TlsUnreadable.Reason.NOT_DECRYPTED;
    }

    @Override
    boolean isOverBefore(WireEvent event) {
        return since != null && expected.isOverBefore(event, since);
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        if (since == null && (expected.afterFault() ? Causes.isFault(event) : event instanceof Connected)) {
            since = event;
        }
        var data = Payload.received(event);
        if (data != null && since != null) {
            return arrived(data, since);
        }
        var end = state().inputEnd();
        return end == null ? Verdict.OPEN : ended(end, since);
    }

    private Verdict arrived(Data data, WireEvent from) {
        if (expected.isOverBefore(data, from)) {
            return Verdict.PASSED;
        }
        received += data.size();
        if (received <= expected.allowed()) {
            return Verdict.OPEN;
        }
        var but = expected.allowed() == 0
                ? ShouldHaveReceivedNothing.received(data, from, expected.afterFault())
                : ShouldHaveReceivedNothing.received(received);
        return expected.afterFault() ? Verdict.failed(but, from, data) : Verdict.failed(but, data);
    }

    private Verdict ended(WireEvent end, @Nullable WireEvent from) {
        if (from == null) {
            return Verdict.failed(ShouldHaveReceivedNothing.noFaultBefore(end), end);
        }
        if (expected.isOverBefore(end, from)) {
            return Verdict.PASSED;
        }
        if (Causes.isPeerClosing(end)) {
            return expected.watch() == null ? Verdict.PASSED : Verdict.failed(But.CLOSED_BEFORE_WATCHED, end);
        }
        // A RST of the fault itself ended it, without a time in which something could have arrived.
        boolean provesNothing =
                expected.afterFault() && end instanceof Rst && Causes.of(end).equals(Causes.of(from));
        return provesNothing ? Verdict.failed(ShouldHaveReceivedNothing.AFTER_RST, end) : Verdict.PASSED;
    }

    @Override
    Verdict soFar(Connected connected, long now) {
        // An abort is followed by its RST.
        boolean goesOn = since != null && !(since instanceof Aborted);
        return goesOn && expected.watch() == null ? quiet() : Verdict.OPEN;
    }

    @Override
    long due(Connected connected, long patienceEnds) {
        var watch = expected.watch();
        return since == null || watch == null ? patienceEnds : expected.until(since, watch);
    }

    @Override
    Verdict tooLate() {
        return since == null ? Verdict.failed(ShouldHaveReceivedNothing.noFaultWithin(scope().patience())) : quiet();
    }

    private Verdict quiet() {
        var stalled = state().stalled();
        return stalled == null ? Verdict.PASSED : Verdict.failed(But.STALLED, stalled);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveReceivedNothing.shouldHaveReceivedNothing(scope(), expected, failed, seen);
    }
}
