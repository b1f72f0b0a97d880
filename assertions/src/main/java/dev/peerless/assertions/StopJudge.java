package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether heartbeats stop soon enough after the peer has ended the connection, or gone silent. */
final class StopJudge extends ConnectionJudge {

    private final Heartbeat heartbeat;
    private final Duration limit;
    private final Duration watch;
    private final HeartbeatCount heartbeats;
    private final PeerEnd end = new PeerEnd();
    private @Nullable Data lateAfterStall;

    /**
     * @param limit how long after the end they may go on
     * @param watch how long to look for one beyond that
     */
    StopJudge(ConnectionScope scope, Heartbeat heartbeat, Duration limit, Duration watch) {
        super(scope);
        this.heartbeat = heartbeat;
        this.limit = limit;
        this.watch = watch;
        this.heartbeats = new HeartbeatCount(heartbeat);
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return heartbeats.isBlindedBy(reason);
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        end.see(event);
        var from = end.event();
        var data = Payload.received(event);
        if (data == null) {
            return from != null && state().inputEnd() != null ? inputEnded() : Verdict.OPEN;
        }
        boolean beat = heartbeats.endsIn(data);
        if (heartbeats.isUncertain()) {
            return heartbeats.uncertain(data);
        }
        var resumed = end.resumed();
        if (beat && lateAfterStall == null && resumed != null && Times.isLater(data, resumed, limit)) {
            lateAfterStall = data;
        }
        return beat && from != null && Times.isLater(data, from, limit) ? late(from, data) : Verdict.OPEN;
    }

    private static Verdict late(WireEvent from, Data beat) {
        return Verdict.failed(ShouldHaveSentHeartbeats.after(from, beat), from, beat);
    }

    /**
     * Nothing can come any more: by a FIN or RST of the code under test, whatever the peer answers it with. Where the
     * peer's own RST came before, that is no merit of the code under test.
     */
    private Verdict inputEnded() {
        var from = end.event();
        var beat = lateAfterStall;
        if (beat != null && from != null && from.equals(end.resumed())) {
            return late(from, beat);
        }
        var inputEnd = state().inputEnd();
        boolean endedItself = state().finReceived() != null;
        return !endedItself && inputEnd != null && PeerEnd.isEnd(inputEnd)
                ? Verdict.failed(ShouldHaveReceivedNothing.AFTER_RST, inputEnd)
                : Verdict.PASSED;
    }

    @Override
    long due(Connected connected, long patienceEnds) {
        var from = end.event();
        return from == null ? patienceEnds : Deadline.after(Deadline.after(from.nanos(), limit), watch);
    }

    @Override
    Verdict tooLate() {
        if (end.event() == null) {
            return Verdict.failed(But.notEnded(scope().patience()));
        }
        var stalled = state().stalled();
        return stalled == null ? Verdict.PASSED : Verdict.failed(But.STALLED, stalled);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveSentHeartbeats.shouldHaveStopped(scope(), heartbeat, limit, end.event(), failed, seen);
    }
}
