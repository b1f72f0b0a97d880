package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Stalled;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether each connection that was ended or cut off is followed by a new one soon enough. */
final class ReconnectJudge extends PeerJudge {

    private final Duration limit;
    private final Map<Integer, WireEvent> unanswered = new LinkedHashMap<>();
    private final Set<Integer> answered = new HashSet<>();

    ReconnectJudge(Endpoint peer, Duration patience, Duration limit) {
        super(peer, patience);
        this.limit = limit;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        int number = event.connection();
        if (event instanceof Connected) {
            return connected(event);
        }
        if (event instanceof Resumed && unanswered.get(number) instanceof Stalled) {
            unanswered.remove(number);
        } else if (isEnd(event) && !answered.contains(number)) {
            unanswered.putIfAbsent(number, event);
        }
        return Verdict.OPEN;
    }

    /** What the conversation ends in the ordinary way needs no new connection. */
    static boolean isEnd(WireEvent event) {
        return PeerEnd.isEnd(event) && (Causes.isFault(event) || Causes.isUpstream(event));
    }

    private Verdict connected(WireEvent connected) {
        for (var end : unanswered.values()) {
            if (Times.isLater(connected, end, limit)) {
                return Verdict.failed(ShouldHaveReconnected.late(end, connected), end, connected);
            }
        }
        answered.addAll(unanswered.keySet());
        unanswered.clear();
        return Verdict.OPEN;
    }

    @Override
    public Verdict soFar(long now) {
        return unanswered.isEmpty() && !answered.isEmpty() ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    public long due(long patienceEnds) {
        return unanswered.isEmpty()
                ? patienceEnds
                : Times.missedAfter(Deadline.after(firstUnanswered().nanos(), limit));
    }

    private WireEvent firstUnanswered() {
        return unanswered.values().iterator().next();
    }

    @Override
    public Verdict timeUp() {
        return unanswered.isEmpty()
                ? Verdict.failed(ShouldHaveReconnected.notEnded(But.within(patience())))
                : Verdict.failed(ShouldHaveReconnected.notWithin(limit), firstUnanswered());
    }

    @Override
    public Verdict peerClosed() {
        return unanswered.isEmpty()
                ? Verdict.failed(ShouldHaveReconnected.notEnded(" before the peer was closed"))
                : Verdict.failed(ShouldHaveReconnected.NOT_BEFORE_CLOSING, firstUnanswered());
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveReconnected.shouldHaveReconnected(peer(), limit, failed, seen);
    }
}
