package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Crashed;
import dev.peerless.transcript.WireEvent.Listening;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Waits for a reason to go elsewhere: a connection that was lost, or a peer that takes no more. */
final class LossJudge extends PeerJudge {

    private final Endpoint other;
    private final Map<Integer, WireEvent> latest = new HashMap<>();
    private @Nullable WireEvent loss;
    private long goneOutFrom;

    /**
     * @param other where the code under test is to go
     */
    LossJudge(Endpoint peer, Duration patience, Endpoint other) {
        super(peer, patience);
        this.other = other;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        boolean isLoss = ReconnectJudge.isEnd(event)
                || event instanceof Crashed
                || (event instanceof Listening change && !change.listening());
        if (isLoss) {
            loss = event;
            goneOutFrom = Times.goneOutFrom(event, latest.get(event.connection()));
            return Verdict.PASSED;
        }
        latest.put(event.connection(), event);
        return Verdict.OPEN;
    }

    @Nullable
    WireEvent loss() {
        return loss;
    }

    /** Tells from when on the code under test may have known of the loss. */
    long goneOutFrom() {
        return goneOutFrom;
    }

    @Override
    public Verdict timeUp() {
        return Verdict.failed(ShouldHaveFailedOver.NOT_LOST + But.within(patience()));
    }

    @Override
    public Verdict peerClosed() {
        return Verdict.failed(ShouldHaveFailedOver.NOT_LOST + " before the peer was closed");
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveFailedOver.shouldHaveFailedOver(
                peer(), other, failed, seen.marking(failed.marks()) + Netstat.under(peer()), null);
    }
}
