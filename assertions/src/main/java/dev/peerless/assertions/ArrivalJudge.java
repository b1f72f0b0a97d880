package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.error.ErrorMessageFactory;

/** Waits for the code under test to come to another peer, or to go on there, after it has lost one. */
final class ArrivalJudge extends PeerJudge {

    private final Endpoint lost;
    private final Losses losses;
    private final List<WireEvent> arrivals = new ArrayList<>();

    /**
     * @param lost the peer that was lost
     * @param losses when it was, as far as that is known
     */
    ArrivalJudge(Endpoint peer, Duration patience, Endpoint lost, Losses losses) {
        super(peer, patience);
        this.lost = lost;
        this.losses = losses;
    }

    /** Tells whether the code under test comes, or goes on. */
    static boolean isArrival(WireEvent event) {
        return event instanceof Connected || Payload.received(event) != null;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (!isArrival(event)) {
            return Verdict.OPEN;
        }
        losses.seeAll(lost.transcript());
        if (losses.areAt(event.nanos())) {
            return Verdict.PASSED;
        }
        arrivals.add(event);
        return Verdict.OPEN;
    }

    @Override
    public Verdict timeUp() {
        var within = But.within(patience());
        return nobody("after the loss marked" + within, within);
    }

    @Override
    public Verdict peerClosed() {
        return nobody("between the loss marked and its closing", " before that peer was closed");
    }

    /** One of them may have been taken in here before the loss was there. */
    private Verdict nobody(String when, String until) {
        losses.seeAll(lost.settledTranscript());
        if (arrivals.stream().anyMatch(event -> losses.areAt(event.nanos()))) {
            return Verdict.PASSED;
        }
        return losses.lasting() == null
                ? Verdict.failed(ShouldHaveFailedOver.RESUMED + until)
                : Verdict.failed("nobody came there " + when);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        var before = lost.transcript();
        var there = new Transcript(seen.events(), before.epoch(), seen.ended());
        var loss = losses.deciding();
        var shown = before.marking(loss) + Netstat.under(lost) + "\nand there, on the same time scale\n" + there
                + Netstat.under(peer());
        return ShouldHaveFailedOver.shouldHaveFailedOver(lost, peer(), failed, shown, Traps.unnoticed(loss, before));
    }
}
