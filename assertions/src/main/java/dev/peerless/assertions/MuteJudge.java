package dev.peerless.assertions;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether the code under test gives a peer up that no longer answers, before too many heartbeats were in vain. */
final class MuteJudge extends ConnectionJudge {

    private final Heartbeat heartbeat;
    private final Heartbeat answer;
    private final int most;
    private final HeartbeatCount heartbeats;
    private final HeartbeatCount answers;
    private int answered;
    private @Nullable Data lastAnswer;

    /**
     * @param answer what of that which the peer sends is an answer
     * @param most how many heartbeats may go unanswered
     */
    MuteJudge(ConnectionScope scope, Heartbeat heartbeat, Heartbeat answer, int most) {
        super(scope);
        this.heartbeat = heartbeat;
        this.answer = answer;
        this.most = most;
        this.heartbeats = new HeartbeatCount(heartbeat);
        this.answers = new HeartbeatCount(answer);
    }

    @Override
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return heartbeats.isBlindedBy(reason) || answers.isBlindedBy(reason);
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        if (event instanceof Data data) {
            return data.direction() == Direction.SENT ? said(data) : beaten(data);
        }
        if (ReactionJudge.isRelease(event)) {
            return unanswered() > 0 ? Verdict.PASSED : Verdict.failed(ShouldHaveGivenUp.ANSWERED, event);
        }
        // Whoever is told of the end by the peer, or by its own machine, gives nothing up by itself.
        var end = event instanceof Aborted || state().finSent() == event ? event : state().inputEnd();
        return end == null ? Verdict.OPEN : Verdict.failed(But.did(end), end);
    }

    private Verdict said(Data data) {
        if (answers.endsIn(data)) {
            answered = heartbeats.count();
            lastAnswer = data;
        }
        return answers.isUncertain() ? answers.uncertain(data) : Verdict.OPEN;
    }

    private Verdict beaten(Data data) {
        heartbeats.endsIn(data);
        if (heartbeats.isUncertain()) {
            return heartbeats.uncertain(data);
        }
        if (unanswered() <= most) {
            return Verdict.OPEN;
        }
        return lastAnswer == null
                ? Verdict.failed(ShouldHaveGivenUp.beatOnUnanswered(unanswered()), data)
                : Verdict.failed(ShouldHaveGivenUp.beatOn(unanswered()), lastAnswer, data);
    }

    private int unanswered() {
        return heartbeats.count() - answered;
    }

    @Override
    Verdict tooLate() {
        return Verdict.failed(ShouldHaveGivenUp.stillOpen(unanswered(), scope().patience()));
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveGivenUp.shouldHaveGivenUp(scope(), heartbeat, answer, most, failed, seen);
    }
}
