package dev.peerless.assertions;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.time.Duration;
import java.util.ArrayDeque;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether the code under test answers the peer's heartbeats soon enough. */
final class AnswersJudge extends ConnectionJudge {

    private final Heartbeat asked;
    private final Heartbeat answer;
    private final Duration limit;
    private final HeartbeatCount asks;
    private final HeartbeatCount answers;
    private final ArrayDeque<Data> unanswered = new ArrayDeque<>();

    /**
     * @param asked what the peer sends
     * @param answer what is to come for it
     */
    AnswersJudge(ConnectionScope scope, Heartbeat asked, Heartbeat answer, Duration limit) {
        super(scope);
        this.asked = asked;
        this.answer = answer;
        this.limit = limit;
        this.asks = new HeartbeatCount(asked);
        this.answers = new HeartbeatCount(answer);
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return asks.isBlindedBy(reason) || answers.isBlindedBy(reason);
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        if (event instanceof Data data) {
            return data.direction() == Direction.SENT ? sent(data) : received(data);
        }
        var end = state().inputEnd();
        boolean ends = ReactionJudge.isRelease(event) || PeerEnd.isEnd(event);
        if (end == null || !ends) {
            return Verdict.OPEN;
        }
        return unanswered.isEmpty() && asks.count() > 0
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveAnswered.endedBy(asks.count(), end), end);
    }

    private Verdict sent(Data data) {
        int before = asks.count();
        asks.endsIn(data);
        for (int i = before; i < asks.count(); i++) {
            unanswered.add(data);
        }
        return asks.isUncertain() ? asks.uncertain(data) : Verdict.OPEN;
    }

    private Verdict received(Data data) {
        int before = answers.count();
        answers.endsIn(data);
        if (answers.isUncertain()) {
            return answers.uncertain(data);
        }
        for (int i = before; i < answers.count() && !unanswered.isEmpty(); i++) {
            var ask = unanswered.remove();
            if (Times.isLater(data, ask, limit)) {
                return Verdict.failed(ShouldHaveAnswered.late(ask, data), ask, data);
            }
        }
        return Verdict.OPEN;
    }

    @Override
    Verdict soFar(Connected connected, long now) {
        return unanswered.isEmpty() && asks.count() > 0 ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    long due(Connected connected, long patienceEnds) {
        var first = unanswered.peek();
        return first == null ? patienceEnds : Times.missedAfter(Deadline.after(first.nanos(), limit));
    }

    @Override
    Verdict tooLate() {
        var first = unanswered.peek();
        return first == null
                ? Verdict.failed(ShouldHaveAnswered.notAsked(scope().patience()))
                : Verdict.failed(ShouldHaveAnswered.notWithin(limit), first);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveAnswered.shouldHaveAnswered(scope(), asked, answer, limit, failed, seen);
    }
}
