package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether heartbeats come often enough: a few of them, or all through a time in which the connection stays open. */
final class HeartbeatJudge extends ConnectionJudge {

    /** So many tell a rhythm from a lucky start. */
    static final int ENOUGH = 3;

    private final Rhythm rhythm;
    private final long asked;
    private final @Nullable Duration watch;
    private final HeartbeatCount heartbeats;
    private @Nullable WireEvent last;

    /**
     * @param asked when the assertion was called
     * @param watch how long to watch, or {@code null} for as long as it takes to see {@value #ENOUGH} of them
     */
    HeartbeatJudge(ConnectionScope scope, Rhythm rhythm, long asked, @Nullable Duration watch) {
        super(scope);
        this.rhythm = rhythm;
        this.asked = asked;
        this.watch = watch;
        this.heartbeats = new HeartbeatCount(rhythm.heartbeat());
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return heartbeats.isBlindedBy(reason);
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        if (last == null) {
            // The connect: the first heartbeat is due an interval after it.
            last = event;
            return Verdict.OPEN;
        }
        if (watch != null && event.nanos() - watchedUntil(watch) > 0) {
            return atEnd();
        }
        if (watch != null && OpenJudge.isNoLongerOpen(event)) {
            return Verdict.failed(But.did(event), event);
        }
        var data = Payload.received(event);
        if (data == null) {
            var end = state().inputEnd();
            return end == null ? Verdict.OPEN : ended(end, last);
        }
        boolean beat = heartbeats.endsIn(data);
        if (heartbeats.isUncertain()) {
            return heartbeats.uncertain(data);
        }
        if (!beat) {
            return Verdict.OPEN;
        }
        var before = last;
        last = data;
        return Times.isLater(data, before, rhythm.longestGap())
                ? Verdict.failed(ShouldHaveSentHeartbeats.gap(before, data), before, data)
                : Verdict.OPEN;
    }

    private Verdict ended(WireEvent end, WireEvent before) {
        if (Times.isLater(end, before, rhythm.longestGap())) {
            return Verdict.failed(ShouldHaveSentHeartbeats.gapBeforeEnd(before, end), before, end);
        }
        return heartbeats.count() >= ENOUGH
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveSentHeartbeats.tooFew(heartbeats.count(), end), end);
    }

    @Override
    Verdict soFar(Connected connected, long now) {
        return watch == null && heartbeats.count() >= ENOUGH && now - nextDue() <= 0 ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    long due(Connected connected, long patienceEnds) {
        if (watch == null) {
            return nextDue();
        }
        long until = watchedUntil(watch);
        return nextDue() - until < 0 ? nextDue() : until;
    }

    @Override
    Verdict tooLate() {
        return atEnd();
    }

    private Verdict atEnd() {
        if (watch == null || nextDue() - watchedUntil(watch) < 0) {
            return last == null
                    ? Verdict.OPEN
                    : Verdict.failed(ShouldHaveSentHeartbeats.missing(last, rhythm.longestGap()), last);
        }
        return Verdict.PASSED;
    }

    private long nextDue() {
        return Times.missedAfter(Deadline.after(last == null ? asked : last.nanos(), rhythm.longestGap()));
    }

    private long watchedUntil(Duration time) {
        var connected = state().connected();
        return Deadline.after(connected != null && connected.nanos() - asked > 0 ? connected.nanos() : asked, time);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveSentHeartbeats.shouldHaveSentHeartbeats(scope(), rhythm, watch, failed, seen);
    }
}
