package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Events.rstSent;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions about pauses, with times made by hand. */
class AttemptsJudgeTest {

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private Verdict judge(int attempts, Spacing expected, WireEvent... events) {
        var judge = new AttemptsJudge(peer, ofSeconds(5), attempts, expected);
        var verdict = Verdict.OPEN;
        for (var event : events) {
            assertThat(verdict.isOpen()).isTrue();
            verdict = judge.see(event);
        }
        return verdict;
    }

    private static Spacing atLeast(long millis, double factor) {
        return new Spacing.AtLeast(new Backoff(ofMillis(millis), factor), ofMillis(0));
    }

    @Test
    void pausesBeginWithTheEndOfAnAttempt() {
        assertThat(judge(2, atLeast(100, 1), connected(1, 0), rstSent(1, 900), connected(2, 1000)))
                .isEqualTo(Verdict.PASSED);
        var end = finReceived(1, 901);
        var next = connected(2, 1000);
        assertThat(judge(2, atLeast(100, 1), connected(1, 0), end, next))
                .isEqualTo(
                        Verdict.failed("attempt #2 came 99.000 ms after the one before instead of 100 ms", end, next));
    }

    @Test
    void pausesBeginWithTheFirstEnd() {
        assertThat(judge(2, atLeast(100, 1), connected(1, 0), finReceived(1, 900), rstSent(1, 950), connected(2, 1000)))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void pausesBeginWithTheBeginningOfWhatHasNotEnded() {
        assertThat(judge(
                        3,
                        atLeast(100, 1),
                        connected(1, 0),
                        received(1, 50, "A"),
                        connected(2, 100),
                        finReceived(1, 150),
                        connected(3, 200)))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void theFirstAttemptsDecide() {
        assertThat(judge(2, atLeast(100, 1), connected(1, 0), connected(2, 100)))
                .isEqualTo(Verdict.PASSED);
        assertThat(judge(3, atLeast(100, 1), connected(1, 0), connected(2, 100)))
                .isEqualTo(Verdict.OPEN);
    }

    @Test
    void pausesGrow() {
        var third = connected(3, 299);
        var second = connected(2, 100);
        assertThat(judge(3, atLeast(100, 2), connected(1, 0), second, connected(3, 300)))
                .isEqualTo(Verdict.PASSED);
        assertThat(judge(3, atLeast(100, 2), connected(1, 0), second, third))
                .isEqualTo(Verdict.failed(
                        "attempt #3 came 199.000 ms after the one before instead of 200 ms", second, third));
    }

    @Test
    void aQuarterEarlyIsTolerated() {
        var expected = new Spacing.AtLeast(new Backoff(ofMillis(1000), 1), null);
        assertThat(judge(2, expected, connected(1, 0), connected(2, 750))).isEqualTo(Verdict.PASSED);
        assertThat(judge(2, expected, connected(1, 0), connected(2, 749)).isFailed())
                .isTrue();
    }

    @Test
    void twentyMillisecondsAreToleratedAtLeast() {
        var expected = new Spacing.AtLeast(new Backoff(ofMillis(40), 1), null);
        assertThat(judge(2, expected, connected(1, 0), connected(2, 20))).isEqualTo(Verdict.PASSED);
        assertThat(judge(2, expected, connected(1, 0), connected(2, 19)).isFailed())
                .isTrue();
    }

    @Test
    void jitterIsWhatVaries() {
        var expected = new Spacing.Jitter(Backoff.NONE, ofMillis(10));
        assertThat(judge(3, expected, connected(1, 0), connected(2, 100), connected(3, 210)))
                .isEqualTo(Verdict.PASSED);
        var second = connected(2, 100);
        var third = connected(3, 209);
        assertThat(judge(3, expected, connected(1, 0), second, third))
                .isEqualTo(Verdict.failed("they spread over 9.000 ms only", second, third));
    }

    @Test
    void growingIsNoJitter() {
        var expected = new Spacing.Jitter(new Backoff(ofMillis(100), 2), ofMillis(10));
        assertThat(judge(3, expected, connected(1, 0), connected(2, 100), connected(3, 300))
                        .isFailed())
                .isTrue();
        assertThat(judge(3, expected, connected(1, 0), connected(2, 100), connected(3, 310)))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void factorsMakePausesLongerOrLeaveThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(ofMillis(1), 0.5))
                .withMessage("a factor by which pauses grow must be a number from 1 on, but was 0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(ofMillis(1), Double.NaN));
    }
}
