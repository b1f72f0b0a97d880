package dev.peerless.assertions;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Muted;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A judge of what the code under test does soon enough after the peer has ended a connection or cut it off. */
abstract class ReactionJudge extends ConnectionJudge {

    private final Duration limit;
    private final PeerEnd end = new PeerEnd();

    ReactionJudge(ConnectionScope scope, Duration limit) {
        super(scope);
        this.limit = limit;
    }

    final Duration limit() {
        return limit;
    }

    /** What it counts from, once that has happened. */
    final @Nullable WireEvent from() {
        return end.event();
    }

    /** The last stall that was resumed, after which there may be nothing to count from. */
    final @Nullable WireEvent resumed() {
        return end.resumed();
    }

    @Override
    final Verdict seeOwn(WireEvent event) {
        end.see(event);
        if (event instanceof Muted muted) {
            end.seeSilence(muted);
        }
        return seeNext(event);
    }

    /** See {@link #seeOwn(WireEvent)}; what to count from is known. */
    abstract Verdict seeNext(WireEvent event);

    /** Tells whether the code under test gave its end up. */
    static boolean isRelease(WireEvent event) {
        return event instanceof Released
                || (event instanceof Fin fin && fin.direction() == Direction.RECEIVED)
                || (event instanceof Rst rst && rst.direction() == Direction.RECEIVED && Causes.isByCodeUnderTest(rst));
    }

    /** Tells whether a RST came that is not the code under test's doing, after which nothing can be seen of its end. */
    static boolean isBlinding(WireEvent event) {
        return event instanceof Rst rst && !isRelease(rst) && !rst.releaseVisible();
    }

    final boolean isTooLate(WireEvent reaction) {
        return end.event() != null && Times.isLater(reaction, end.event(), limit);
    }

    /** Tells whether what it counts from is a stall that still lasts. */
    final boolean isStalled() {
        return end.event() instanceof Stalled && state().stalled() != null;
    }

    @Override
    final long due(Connected connected, long patienceEnds) {
        var from = end.event();
        return from == null ? patienceEnds : Times.missedAfter(Deadline.after(from.nanos(), limit));
    }

    @Override
    final Verdict tooLate() {
        var from = end.event();
        return from == null ? nothingToReactTo() : missing(from);
    }

    /** The peer has not done anything in time. */
    abstract Verdict nothingToReactTo();

    /** The code under test has not done it in time. */
    abstract Verdict missing(WireEvent from);

    @Override
    final Verdict cutShort() {
        return Verdict.failed(But.CLOSED_BEFORE_SEEN);
    }
}
