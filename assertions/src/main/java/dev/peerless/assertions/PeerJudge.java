package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Failed;
import java.time.Duration;

/** A judge of all connections of a peer. */
abstract class PeerJudge implements Judge {

    private final Endpoint peer;
    private final Duration patience;

    /**
     * @param patience how long to wait for what may still happen
     */
    PeerJudge(Endpoint peer, Duration patience) {
        this.peer = peer;
        this.patience = patience;
    }

    final Endpoint peer() {
        return peer;
    }

    final Duration patience() {
        return patience;
    }

    @Override
    public final Verdict see(WireEvent event) {
        return event instanceof Failed failure ? Verdict.failed(But.peerFailed(failure), failure) : seeNext(event);
    }

    abstract Verdict seeNext(WireEvent event);
}
