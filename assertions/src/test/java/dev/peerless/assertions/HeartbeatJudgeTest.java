package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Events.rstSent;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Decisions by time, with times made by hand. */
class HeartbeatJudgeTest {

    private static final long MILLI = 1_000_000;

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    /** Every 100 ms with 50 ms of tolerance; asked at 1000 ms. */
    private HeartbeatJudge judge(@Nullable Duration watch) {
        var scope = new ConnectionScope(peer.connection(1), true, ofSeconds(5));
        return new HeartbeatJudge(scope, new Rhythm(line("A"), ofMillis(100), ofMillis(50)), 1000 * MILLI, watch);
    }

    private static Verdict showing(Judge judge, WireEvent... events) {
        var verdict = Verdict.OPEN;
        for (var event : events) {
            assertThat(verdict.isOpen()).isTrue();
            verdict = judge.see(event);
        }
        return verdict;
    }

    @Test
    void passesOnTheThirdInTime() {
        var judge = judge(null);
        assertThat(showing(judge, connected(1, 700), received(1, 850, "A\n"), received(1, 1000, "A\n")))
                .isEqualTo(Verdict.OPEN);
        assertThat(judge.soFar(1100 * MILLI)).isEqualTo(Verdict.OPEN);
        assertThat(judge.see(received(1, 1150, "A\n"))).isEqualTo(Verdict.OPEN);
        assertThat(judge.soFar(1160 * MILLI)).isEqualTo(Verdict.PASSED);
    }

    @Test
    void failsOnAGap() {
        var early = received(1, 900, "A\n");
        var late = received(1, 1051, "A\n");
        assertThat(showing(judge(null), connected(1, 800), early, late))
                .isEqualTo(Verdict.failed("151.000 ms passed between two of them", early, late));
    }

    @Test
    void failsIfTheFirstIsLate() {
        var connected = connected(1, 800);
        var late = received(1, 951, "A\n");
        assertThat(showing(judge(null), connected, late))
                .isEqualTo(Verdict.failed("151.000 ms passed between the connect and the first", connected, late));
    }

    @Test
    void failsIfTheLastWasLongAgo() {
        var judge = judge(null);
        var last = received(1, 500, "A\nA\nA\n");
        assertThat(showing(judge, connected(1, 400), last)).isEqualTo(Verdict.OPEN);
        assertThat(judge.soFar(1000 * MILLI)).isEqualTo(Verdict.OPEN);
        assertThat(judge.due(Long.MAX_VALUE)).isEqualTo(675 * MILLI);
        assertThat(judge.timeUp()).isEqualTo(Verdict.failed("none came for 150 ms after the last one", last));
    }

    @Test
    void failsIfNoneCameInTheTimeBeforeTheEnd() {
        var last = received(1, 500, "A\nA\nA\n");
        var end = finReceived(1, 651);
        assertThat(showing(judge(null), connected(1, 400), last, end))
                .isEqualTo(
                        Verdict.failed("none came in the 151.000 ms before the code under test sent FIN", last, end));
    }

    @Test
    void watchesUntilTheTimeIsOver() {
        var judge = judge(ofMillis(200));
        assertThat(showing(judge, connected(1, 1000), received(1, 1100, "A\n"))).isEqualTo(Verdict.OPEN);
        assertThat(judge.due(Long.MAX_VALUE)).isEqualTo(1200 * MILLI);
        assertThat(judge.timeUp()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void doesNotLookBeyondTheTime() {
        assertThat(showing(judge(ofMillis(200)), connected(1, 1000), received(1, 1100, "A\n"), rstSent(1, 1201)))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void failsIfNoneComesWhileItWatches() {
        var judge = judge(ofMillis(500));
        var connected = connected(1, 1000);
        assertThat(showing(judge, connected)).isEqualTo(Verdict.OPEN);
        assertThat(judge.due(Long.MAX_VALUE)).isEqualTo(1175 * MILLI);
        assertThat(judge.timeUp()).isEqualTo(Verdict.failed("none came for 150 ms after the connect", connected));
    }

    @Test
    void failsIfTheConnectionEndsWhileItWatches() {
        var end = rstSent(1, 1010);
        assertThat(showing(judge(ofMillis(500)), connected(1, 1000), end))
                .isEqualTo(Verdict.failed("the peer sent RST", end));
    }

    @Test
    void grantsHalfAnIntervalButNotLessThanFiftyMillis() {
        assertThat(Rhythm.defaultTolerance(ofMillis(200))).isEqualTo(ofMillis(100));
        assertThat(Rhythm.defaultTolerance(ofMillis(20))).isEqualTo(ofMillis(50));
    }
}
