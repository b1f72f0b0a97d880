package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether the code under test connected again after it had lost one connection. */
final class RecoveryJudge extends PeerJudge {

    private final ConnectionScope scope;
    private final boolean reconnects;
    private final PeerEnd end = new PeerEnd();

    /**
     * @param reconnects whether it is to connect again, or not to
     */
    RecoveryJudge(ConnectionScope scope, boolean reconnects) {
        super(scope.connection().peer(), scope.patience());
        this.scope = scope;
        this.reconnects = reconnects;
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
        return reconnects ? Verdict.PASSED : Verdict.failed(ShouldHaveRecovered.CAME_AGAIN, lost, event);
    }

    @Override
    public Verdict soFar(long now) {
        return reconnects ? Verdict.OPEN : Verdict.PASSED;
    }

    @Override
    public Verdict timeUp() {
        return notReconnected(But.within(patience()));
    }

    @Override
    public Verdict peerClosed() {
        return notReconnected(" before the peer was closed");
    }

    private Verdict notReconnected(String until) {
        var lost = end.event();
        var but = ShouldHaveRecovered.NOT_COME + until;
        return lost == null ? Verdict.failed(but) : Verdict.failed(but, lost);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveRecovered.shouldHaveRecovered(scope, reconnects, failed, seen);
    }
}
