package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Rst;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether the code under test gave up its end soon enough after the peer had ended the connection. */
final class ReleaseJudge extends ReactionJudge {

    ReleaseJudge(ConnectionScope scope, Duration limit) {
        super(scope, limit);
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (isRelease(event)) {
            return released(event);
        }
        return isBlinding(event) ? blinded(event) : Verdict.OPEN;
    }

    private Verdict released(WireEvent release) {
        var from = from();
        return from == null || !isTooLate(release)
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveBeenReleased.late(from, release), from, release);
    }

    private Verdict blinded(WireEvent rst) {
        var from = from();
        if (from != null && isTooLate(rst)) {
            return missing(from);
        }
        return Verdict.failed(Causes.isPeerClosing(rst) ? But.CLOSED_BEFORE_SEEN : But.AFTER_RST, rst);
    }

    @Override
    Verdict nothingToReactTo() {
        return Verdict.failed(But.notEnded(scope().patience()));
    }

    @Override
    Verdict missing(WireEvent from) {
        return isStalled()
                ? Verdict.failed(But.STALLED, from)
                : Verdict.failed(But.stillHeld(state().over() instanceof Rst, limit()), from);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveBeenReleased.shouldHaveBeenReleased(scope(), limit(), from(), failed, seen);
    }
}
