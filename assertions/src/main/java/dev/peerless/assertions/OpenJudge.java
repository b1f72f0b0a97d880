package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Vanished;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether a connection is open, or stays so. */
final class OpenJudge extends ConnectionJudge {

    private final long asked;
    private final @Nullable Duration watch;

    /**
     * @param asked when the assertion was called
     * @param watch how long to watch, or {@code null} to look at what has happened so far
     */
    OpenJudge(ConnectionScope scope, long asked, @Nullable Duration watch) {
        super(scope);
        this.asked = asked;
        this.watch = watch;
    }

    static boolean isNoLongerOpen(WireEvent event) {
        return event instanceof Fin || event instanceof Rst || event instanceof Vanished || event instanceof Aborted;
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        var connected = state().connected();
        if (connected == null || !isNoLongerOpen(event)) {
            return Verdict.OPEN;
        }
        return watch != null && event.nanos() - until(connected, watch) > 0
                ? stillOpen()
                : Verdict.failed(But.did(event), event);
    }

    @Override
    Verdict soFar(Connected connected, long now) {
        return watch == null ? stillOpen() : Verdict.OPEN;
    }

    @Override
    long due(Connected connected, long patienceEnds) {
        return watch == null ? patienceEnds : until(connected, watch);
    }

    @Override
    Verdict tooLate() {
        return stillOpen();
    }

    private Verdict stillOpen() {
        var stalled = state().stalled();
        return stalled == null ? Verdict.PASSED : Verdict.failed(But.STALLED, stalled);
    }

    private long until(Connected connected, Duration time) {
        return Deadline.after(connected.nanos() - asked > 0 ? connected.nanos() : asked, time);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldBeOpen.shouldBeOpen(scope(), watch, failed, seen);
    }
}
