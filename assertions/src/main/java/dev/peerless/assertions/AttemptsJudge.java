package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Waits for the first attempts to connect, and decides whether the pauses between them are as expected. */
final class AttemptsJudge extends PeerJudge {

    private final int attempts;
    private final Spacing expected;
    private final List<Pause> pauses = new ArrayList<>();
    private @Nullable WireEvent last;

    /**
     * @param attempts how many, 2 or more
     */
    AttemptsJudge(Endpoint peer, Duration patience, int attempts, Spacing expected) {
        super(peer, patience);
        this.attempts = attempts;
        this.expected = expected;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (event instanceof Connected connected) {
            if (last != null) {
                pauses.add(new Pause(last, connected));
            }
            last = connected;
            return pauses.size() == attempts - 1 ? expected.judge(pauses) : Verdict.OPEN;
        }
        boolean ends = event instanceof Fin || event instanceof Rst;
        if (ends && last instanceof Connected current && current.connection() == event.connection()) {
            last = event;
        }
        return Verdict.OPEN;
    }

    @Override
    public Verdict timeUp() {
        return onlyCame(But.within(patience()));
    }

    @Override
    public Verdict peerClosed() {
        return onlyCame(" before the peer was closed");
    }

    private Verdict onlyCame(String until) {
        int come = last == null ? 0 : pauses.size() + 1;
        return Verdict.failed(ShouldHaveConnections.onlyCame(peer(), come, until));
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveAttempted.shouldHaveAttempted(peer(), attempts, expected, failed, seen);
    }
}
