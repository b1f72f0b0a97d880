package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether there are heartbeats at all. */
final class FirstHeartbeatJudge extends ConnectionJudge {

    private final Heartbeat heartbeat;
    private final HeartbeatCount heartbeats;

    FirstHeartbeatJudge(ConnectionScope scope, Heartbeat heartbeat) {
        super(scope);
        this.heartbeat = heartbeat;
        this.heartbeats = new HeartbeatCount(heartbeat);
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return heartbeats.isBlindedBy(reason);
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        var data = Payload.received(event);
        if (data != null) {
            if (heartbeats.endsIn(data)) {
                return Verdict.PASSED;
            }
            return heartbeats.isUncertain() ? heartbeats.uncertain(data) : Verdict.OPEN;
        }
        var end = state().payloadEnd();
        return end == null ? Verdict.OPEN : Verdict.failed("none came before " + But.did(end), end);
    }

    @Override
    Verdict tooLate() {
        return Verdict.failed("none came" + But.within(scope().patience()));
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveSentHeartbeats.shouldHaveSentHeartbeats(scope(), heartbeat, failed, seen);
    }
}
