package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Waits for the code under test to come to another peer, or to go on there, after it has lost one. */
final class ArrivalJudge extends PeerJudge {

    private final Endpoint lost;
    private final WireEvent loss;
    private final long from;

    /**
     * @param lost the peer that was lost
     * @param loss by what
     * @param from when the code under test may have known of it
     */
    ArrivalJudge(Endpoint peer, Duration patience, Endpoint lost, WireEvent loss, long from) {
        super(peer, patience);
        this.lost = lost;
        this.loss = loss;
        this.from = from;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        boolean comes = event instanceof Connected || Payload.received(event) != null;
        return comes && event.nanos() - from >= 0 ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    public Verdict timeUp() {
        return Verdict.failed("nobody came there after the loss marked" + But.within(patience()));
    }

    @Override
    public Verdict peerClosed() {
        return Verdict.failed("nobody came there between the loss marked and its closing");
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        var before = lost.transcript();
        var there = new Transcript(seen.events(), before.epoch(), seen.ended());
        var shown = before.marking(loss) + Netstat.under(lost) + "\nand there, on the same time scale\n" + there
                + Netstat.under(peer());
        return ShouldHaveFailedOver.shouldHaveFailedOver(lost, peer(), failed, shown, Traps.unnoticed(loss, before));
    }
}
