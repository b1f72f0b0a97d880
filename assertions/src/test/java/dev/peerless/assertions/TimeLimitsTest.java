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
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each limit belongs to the time that it ends, with times made by hand: all were asked at 1000 ms. */
class TimeLimitsTest {

    private static final long MILLI = 1_000_000;
    private static final long ASKED = 1000 * MILLI;
    private static final Duration WATCH = ofMillis(200);
    private static final Duration PATIENCE = ofSeconds(5);

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private ConnectionScope scope() {
        return new ConnectionScope(peer.connection(1), true, PATIENCE);
    }

    /** Shows all but the last event, none of which may decide, and gives what is decided on the last. */
    private static Verdict onTheLast(Judge judge, WireEvent... events) {
        for (int i = 0; i < events.length - 1; i++) {
            assertThat(judge.see(events[i])).isEqualTo(Verdict.OPEN);
        }
        var verdict = judge.see(events[events.length - 1]);
        return verdict.isOpen() ? judge.soFar(events[events.length - 1].nanos()) : verdict;
    }

    @Nested
    class OfStayingAway {

        private RecoveryJudge judge() {
            return new RecoveryJudge(scope(), WATCH, ASKED);
        }

        @Test
        void includeTheirEnd() {
            var again = connected(2, 1200);
            assertThat(onTheLast(judge(), connected(1, 900), rstSent(1, 950), again)
                            .deciding())
                    .containsExactly(rstSent(1, 950), again);
        }

        @Test
        void endAfterIt() {
            var judge = judge();
            assertThat(onTheLast(judge, connected(1, 900), rstSent(1, 950), connected(2, 1201)))
                    .isEqualTo(Verdict.PASSED);
            assertThat(judge.due(0)).isEqualTo(1200 * MILLI);
        }
    }

    @Nested
    class OfCounts {

        private CountJudge judge() {
            return new CountJudge(peer, PATIENCE, 1, ASKED, WATCH);
        }

        @Test
        void includeTheirEnd() {
            var second = connected(2, 1200);
            assertThat(onTheLast(judge(), connected(1, 900), second).deciding()).containsExactly(second);
            assertThat(onTheLast(judge(), connected(1, 900), connected(2, 1201)))
                    .isEqualTo(Verdict.PASSED);
        }

        @Test
        void beginWithTheLastThatWasWaitedFor() {
            var judge = judge();
            assertThat(judge.due(7)).isEqualTo(7);
            assertThat(onTheLast(judge, connected(1, 1300))).isEqualTo(Verdict.OPEN);
            assertThat(judge.due(7)).isEqualTo(1500 * MILLI);
            assertThat(onTheLast(judge, connected(2, 1501))).isEqualTo(Verdict.PASSED);
        }
    }

    @Nested
    class OfRates {

        private RateJudge judge(int most) {
            return new RateJudge(peer, PATIENCE, new Rate(most, ofMillis(100), ASKED, WATCH));
        }

        @Test
        void includeTheirEnd() {
            var first = connected(1, 1100);
            var second = connected(2, 1200);
            assertThat(onTheLast(judge(1), first, second).deciding()).containsExactly(first, second);
            assertThat(onTheLast(judge(1), first, connected(2, 1201))).isEqualTo(Verdict.PASSED);
            assertThat(judge(1).due(7)).isEqualTo(1200 * MILLI);
        }
    }

    @Nested
    class OfLostConnections {

        private ReuseJudge judge() {
            return new ReuseJudge(peer, PATIENCE, ASKED, WATCH);
        }

        @Test
        void includeTheirEnd() {
            var loss = rstSent(1, 1050);
            var late = received(1, 1200, "A");
            assertThat(onTheLast(judge(), connected(1, 900), loss, late).deciding())
                    .containsExactly(loss, late);
            assertThat(onTheLast(judge(), connected(1, 900), loss, received(1, 1201, "A")))
                    .isEqualTo(Verdict.PASSED);
        }

        @Test
        void waitForALoss() {
            var judge = judge();
            assertThat(onTheLast(judge, connected(1, 900), received(1, 5000, "A")))
                    .isEqualTo(Verdict.OPEN);
            assertThat(judge.due(7)).isEqualTo(7);
            assertThat(onTheLast(judge, rstSent(1, 5001))).isEqualTo(Verdict.OPEN);
            assertThat(judge.due(7)).isEqualTo(1200 * MILLI);
        }
    }

    @Nested
    class OfOpenConnections {

        private OpenJudge judge() {
            return new OpenJudge(scope(), ASKED, WATCH);
        }

        @Test
        void includeTheirEnd() {
            var end = finReceived(1, 1200);
            assertThat(onTheLast(judge(), connected(1, 900), end).deciding()).containsExactly(end);
            assertThat(onTheLast(judge(), connected(1, 900), finReceived(1, 1201)))
                    .isEqualTo(Verdict.PASSED);
        }

        @Test
        void beginWithAConnectThatWasWaitedFor() {
            var judge = judge();
            assertThat(onTheLast(judge, connected(1, 1300))).isEqualTo(Verdict.OPEN);
            assertThat(judge.due(7)).isEqualTo(1500 * MILLI);
        }
    }

    @Nested
    class OfHeartbeats {

        private HeartbeatJudge judge(Duration watch) {
            return new HeartbeatJudge(scope(), new Rhythm(line("A"), ofMillis(100), ofMillis(50)), ASKED, watch);
        }

        @Test
        void includeTheirEnd() {
            var end = rstSent(1, 1200);
            assertThat(onTheLast(judge(WATCH), connected(1, 1000), received(1, 1100, "A\n"), end)
                            .deciding())
                    .containsExactly(end);
        }

        @Test
        void beginWithAConnectThatWasWaitedFor() {
            var judge = judge(ofMillis(100));
            assertThat(onTheLast(judge, connected(1, 1300))).isEqualTo(Verdict.OPEN);
            assertThat(judge.due(7)).isEqualTo(1400 * MILLI);
            assertThat(judge.timeUp()).isEqualTo(Verdict.PASSED);
        }

        @Test
        void countAMissingOneAtTheLastMoment() {
            // Due 150 ms after the connect, and missed another 25 ms later.
            var judge = judge(ofMillis(175));
            assertThat(onTheLast(judge, connected(1, 1000))).isEqualTo(Verdict.OPEN);
            assertThat(judge.due(7)).isEqualTo(1175 * MILLI);
            assertThat(judge.timeUp()).isEqualTo(Verdict.PASSED);
        }

        @Test
        void grantTheLastMoment() {
            var judge = new HeartbeatJudge(scope(), new Rhythm(line("A"), ofMillis(100), ofMillis(50)), ASKED, null);
            assertThat(onTheLast(judge, connected(1, 900), received(1, 1000, "A\nA\nA\n")))
                    .isEqualTo(Verdict.PASSED);
            assertThat(judge.soFar(1175 * MILLI)).isEqualTo(Verdict.PASSED);
            assertThat(judge.soFar(1175 * MILLI + 1)).isEqualTo(Verdict.OPEN);
        }
    }

    @Test
    void ofAnswersAreThoseOfTheFirstThatIsMissing() {
        var judge = new AnswersJudge(scope(), line("A"), line("B"), ofMillis(100));
        assertThat(onTheLast(judge, connected(1, 900))).isEqualTo(Verdict.OPEN);
        assertThat(judge.due(7)).isEqualTo(7);
        var ask = new Data(1, 1000 * MILLI, Direction.SENT, 2, Bytes.utf8("A\n"));
        assertThat(onTheLast(judge, ask)).isEqualTo(Verdict.OPEN);
        assertThat(judge.due(7)).isEqualTo(1125 * MILLI);
    }

    /** Whoever counts heartbeats says so where the payload was not recorded, and does not guess. */
    @Test
    void areNotJudgedWithoutPayload() {
        var part = new Data(1, 1000 * MILLI, Direction.RECEIVED, 100, Bytes.utf8("A\n"));
        var heartbeat = line("A");
        assertThat(Stream.of(
                        new HeartbeatJudge(scope(), new Rhythm(heartbeat, ofMillis(100), ofMillis(50)), ASKED, null),
                        new GapsJudge(scope(), heartbeat, new Gaps.OnAverage(ofMillis(100), ofMillis(50))),
                        new StopJudge(scope(), heartbeat, WATCH, WATCH),
                        new MuteJudge(scope(), heartbeat, line("B"), 1),
                        new AnswersJudge(scope(), line("B"), heartbeat, WATCH)))
                .allSatisfy(judge -> assertThat(onTheLast(judge, connected(1, 1000), part))
                        .isEqualTo(Verdict.failed(But.notRecorded(100, 2), part)));
    }
}
