package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether the code under test connects again after it has lost one connection, or stays away for some time. */
final class RecoveryJudge extends PeerJudge {

    private final ConnectionScope scope;
    private final @Nullable Duration away;
    private final long asked;
    private final PeerEnd end = new PeerEnd();

    /**
     * @param away how long it is not to connect again, or {@code null} if it is to
     * @param asked when that time begins
     */
    RecoveryJudge(ConnectionScope scope, @Nullable Duration away, long asked) {
        super(scope.connection().peer(), scope.patience());
        this.scope = scope;
        this.away = away;
        this.asked = asked;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (event.connection() == scope.number()) {
            end.see(event);
        }
        var lost = end.event();
        if (lost == null || !(event instanceof Connected)) {
            return Verdict.OPEN;
        }
        return away == null || event.nanos() - Deadline.after(asked, away) > 0
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveRecovered.CAME_AGAIN, lost, event);
    }

    @Override
    public long due(long patienceEnds) {
        return away == null ? patienceEnds : Deadline.after(asked, away);
    }

    @Override
    public Verdict timeUp() {
        return away == null ? notReconnected(But.within(patience())) : Verdict.PASSED;
    }

    @Override
    public Verdict peerClosed() {
        return away == null ? notReconnected(" before the peer was closed") : Verdict.failed(But.CLOSED_BEFORE_WATCHED);
    }

    private Verdict notReconnected(String until) {
        var lost = end.event();
        var but = ShouldHaveRecovered.NOT_COME + until;
        return lost == null ? Verdict.failed(but) : Verdict.failed(but, lost);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveRecovered.shouldHaveRecovered(scope, away, failed, seen);
    }
}
