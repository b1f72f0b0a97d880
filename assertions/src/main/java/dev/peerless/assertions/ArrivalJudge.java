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

    /**
     * @param lost the peer that was lost
     * @param loss by what
     */
    ArrivalJudge(Endpoint peer, Duration patience, Endpoint lost, WireEvent loss) {
        super(peer, patience);
        this.lost = lost;
        this.loss = loss;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        boolean comes = event instanceof Connected || Payload.received(event) != null;
        return comes && event.nanos() - loss.nanos() >= 0 ? Verdict.PASSED : Verdict.OPEN;
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
        var shown = before.marking(loss) + Netstat.under(lost) + "\nand there\n" + seen + Netstat.under(peer());
        return ShouldHaveFailedOver.shouldHaveFailedOver(lost, peer(), failed, shown, Traps.unnoticed(loss, before));
    }
}
