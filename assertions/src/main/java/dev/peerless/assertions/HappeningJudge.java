package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether something was done to a connection. */
final class HappeningJudge extends ConnectionJudge {

    private final Happening expected;

    HappeningJudge(ConnectionScope scope, Happening expected) {
        super(scope);
        this.expected = expected;
    }

    @Override
    Verdict seeOwn(WireEvent event) {
        if (expected.isMetBy(event, state())) {
            return Verdict.PASSED;
        }
        return expected.isRuledOutBy(event, state()) ? Verdict.failed(expected.instead(event), event) : Verdict.OPEN;
    }

    @Override
    Verdict tooLate() {
        var halves = Stream.of(state().finSent(), state().finReceived())
                .filter(Objects::nonNull)
                .toList();
        return Verdict.failed(expected.missing(state()) + But.within(scope().patience()), halves);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveHappened.shouldHaveHappened(scope(), expected, failed, seen);
    }
}
