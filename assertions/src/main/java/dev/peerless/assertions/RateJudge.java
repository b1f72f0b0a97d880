package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether the code under test connects no more often than it may. */
final class RateJudge extends PeerJudge {

    private final Rate allowed;

    /** The last connections, as many as are allowed at once. */
    private final ArrayDeque<Connected> latest = new ArrayDeque<>();

    RateJudge(Endpoint peer, Duration patience, Rate allowed) {
        super(peer, patience);
        this.allowed = allowed;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (!(event instanceof Connected connected)) {
            return Verdict.OPEN;
        }
        var watch = allowed.watch();
        if (watch != null && connected.nanos() - allowed.watchedUntil(watch) > 0) {
            return Verdict.PASSED;
        }
        if (latest.size() == allowed.most()) {
            var first = latest.remove();
            if (!Times.isLater(connected, first, allowed.per())) {
                return Verdict.failed(ShouldHaveRate.tooMany(first, connected), List.of(first, connected));
            }
        }
        latest.add(connected);
        return Verdict.OPEN;
    }

    @Override
    public Verdict soFar(long now) {
        return allowed.watch() == null ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    public long due(long patienceEnds) {
        var watch = allowed.watch();
        return watch == null ? patienceEnds : allowed.watchedUntil(watch);
    }

    @Override
    public Verdict timeUp() {
        return Verdict.PASSED;
    }

    @Override
    public Verdict peerClosed() {
        return Verdict.PASSED;
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveRate.shouldHaveRate(peer(), allowed, failed, seen);
    }
}
