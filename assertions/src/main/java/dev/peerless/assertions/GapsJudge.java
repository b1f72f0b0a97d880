package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.error.ErrorMessageFactory;

/** Waits for some heartbeats, and decides by the times between all that have come. */
final class GapsJudge extends ConnectionJudge {

    private final Heartbeat heartbeat;
    private final Gaps expected;
    private final HeartbeatCount heartbeats;
    private final List<Data> found = new ArrayList<>();

    GapsJudge(ConnectionScope scope, Heartbeat heartbeat, Gaps expected) {
        super(scope);
        this.heartbeat = heartbeat;
        this.expected = expected;
        this.heartbeats = new HeartbeatCount(heartbeat);
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return heartbeats.isBlindedBy(reason);
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        var data = Payload.received(event);
        if (data == null) {
            var end = state().inputEnd();
            return end == null || isEnough()
                    ? Verdict.OPEN
                    : Verdict.failed(ShouldHaveSentHeartbeats.tooFew(found.size(), end), end);
        }
        int before = heartbeats.count();
        heartbeats.endsIn(data);
        if (heartbeats.isUncertain()) {
            return heartbeats.uncertain(data);
        }
        for (int i = before; i < heartbeats.count(); i++) {
            found.add(data);
        }
        return Verdict.OPEN;
    }

    private boolean isEnough() {
        return found.size() >= HeartbeatJudge.ENOUGH;
    }

    @Override
    Verdict soFar(Connected connected, long now) {
        return isEnough() ? expected.judge(found) : Verdict.OPEN;
    }

    @Override
    Verdict tooLate() {
        return Verdict.failed(ShouldHaveSentHeartbeats.tooFewWithin(found.size(), scope().patience()), found);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveSentHeartbeats.shouldHaveSentHeartbeats(scope(), heartbeat, expected, failed, seen);
    }
}
