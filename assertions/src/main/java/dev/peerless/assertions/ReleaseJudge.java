package dev.peerless.assertions;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether the code under test gave up its end soon enough after the peer had ended the connection. */
final class ReleaseJudge extends ConnectionJudge {

    private final Duration limit;
    private final PeerEnd end = new PeerEnd();

    ReleaseJudge(ConnectionScope scope, Duration limit) {
        super(scope);
        this.limit = limit;
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        end.see(event);
        if (isRelease(event)) {
            return released(event);
        }
        return event instanceof Rst rst && !rst.releaseVisible() ? blinded(rst) : Verdict.OPEN;
    }

    /** Tells whether the code under test gave its end up. */
    static boolean isRelease(WireEvent event) {
        return event instanceof Released
                || (event instanceof Fin fin && fin.direction() == Direction.RECEIVED)
                || (event instanceof Rst rst && rst.direction() == Direction.RECEIVED && Causes.isByCodeUnderTest(rst));
    }

    private Verdict released(WireEvent release) {
        var from = end.event();
        return from == null || !Times.isLater(release, from, limit)
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveBeenReleased.late(from, release), from, release);
    }

    /** A RST that is not the code under test's doing came, after which nothing can be seen. */
    private Verdict blinded(Rst rst) {
        var from = end.event();
        if (from != null && Times.isLater(rst, from, limit)) {
            return stillHeld(from);
        }
        return Verdict.failed(
                Causes.isPeerClosing(rst) ? ShouldHaveBeenReleased.PEER_CLOSED : ShouldHaveBeenReleased.AFTER_RST, rst);
    }

    @Override
    long due(Connected connected, long patienceEnds) {
        var from = end.event();
        return from == null ? patienceEnds : Times.missedAfter(Deadline.after(from.nanos(), limit));
    }

    @Override
    Verdict tooLate() {
        var from = end.event();
        return from == null ? Verdict.failed(ShouldHaveBeenReleased.notEnded(scope().patience())) : stillHeld(from);
    }

    private Verdict stillHeld(WireEvent from) {
        if (from instanceof Stalled && state().stalled() != null) {
            return Verdict.failed(But.STALLED, from);
        }
        return Verdict.failed(ShouldHaveBeenReleased.stillHeld(state().over() instanceof Rst, limit), from);
    }

    @Override
    Verdict cutShort() {
        return Verdict.failed(ShouldHaveBeenReleased.PEER_CLOSED);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveBeenReleased.shouldHaveBeenReleased(scope(), limit, end.event(), failed, seen);
    }
}
