package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Stalled;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Waits for a reason to go elsewhere: a connection that was lost, or a peer that takes no more. */
final class LossJudge extends PeerJudge {

    private final Endpoint other;
    private final Losses losses = new Losses();
    private boolean found;

    /**
     * @param other where the code under test is to go
     */
    LossJudge(Endpoint peer, Duration patience, Endpoint other) {
        super(peer, patience);
        this.other = other;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        losses.see(event);
        var lasting = losses.lasting();
        // Whether a stall lasts is told by what comes next.
        return lasting == null || lasting instanceof Stalled ? Verdict.OPEN : passed();
    }

    @Override
    public Verdict soFar(long now) {
        return losses.lasting() != null || hasLeftDuringAStall() ? passed() : Verdict.OPEN;
    }

    private boolean hasLeftDuringAStall() {
        return losses.resumed() != null
                && other.settledTranscript().events().stream()
                        .anyMatch(event -> ArrivalJudge.isArrival(event) && losses.areAt(event.nanos()));
    }

    private Verdict passed() {
        found = true;
        return Verdict.PASSED;
    }

    /** Tells whether there was a reason to go elsewhere. */
    boolean hasFound() {
        return found;
    }

    Losses losses() {
        return losses;
    }

    @Override
    public Verdict timeUp() {
        return notLost(But.within(patience()));
    }

    @Override
    public Verdict peerClosed() {
        return notLost(" before the peer was closed");
    }

    private Verdict notLost(String until) {
        var stall = losses.resumed();
        return stall == null
                ? Verdict.failed(ShouldHaveFailedOver.NOT_LOST + until)
                : Verdict.failed(ShouldHaveFailedOver.RESUMED + until, stall);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveFailedOver.shouldHaveFailedOver(
                peer(), other, failed, seen.marking(failed.marks()) + Netstat.under(peer()), null);
    }
}
