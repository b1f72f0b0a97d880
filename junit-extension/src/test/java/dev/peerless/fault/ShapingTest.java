package dev.peerless.fault;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShapingTest {

    private static final Shaping NONE = Shaping.none();

    @Nested
    class Text {

        @Test
        void saysWhatIsSlow() {
            assertThat(NONE).hasToString("full speed");
            assertThat(NONE.withLatency(ofMillis(100))).hasToString("latency 100 ms");
            assertThat(NONE.withSlices(64, ZERO)).hasToString("slices of 64 B");
            assertThat(NONE.withLatency(ofMillis(100), ofMillis(20))
                            .withBytesPerSecond(10_000)
                            .withSlices(64, ofMillis(10))
                            .withCloseDelay(ofSeconds(1)))
                    .hasToString("latency 100 ms ± 20 ms, 10000 B/s, slices of 64 B every 10 ms, FIN 1 s later");
        }

        @Test
        void saysWhichWay() {
            var shaping = NONE.withLatency(ofMillis(5));

            assertThat(Fault.slow(Trigger.onConnect(), shaping))
                    .hasToString("sends slowly (latency 5 ms) on connect, all connections");
            assertThat(new Effect.Slow(shaping, Way.RECEIVING, Optional.of(ofSeconds(2))))
                    .hasToString("receives slowly (latency 5 ms) for 2 s");
            assertThat(new Effect.Slow(NONE.withBytesPerSecond(0), Way.BOTH, Optional.empty()))
                    .hasToString("sends and receives nothing");
        }

        @Test
        void saysTheSeedOfTheJitter() {
            var fault = Fault.slow(Trigger.onConnect(), NONE.withLatency(ofMillis(5), ofMillis(1)));

            assertThat(fault.drawsByChance()).isTrue();
            assertThat(fault.withSeed(7).toString()).endsWith("all connections, with seed 7");
            assertThat(fault.withProbability(0.5, 7).toString()).endsWith(", with probability 0.5 and seed 7");
        }
    }

    @Nested
    class Misuse {

        @Test
        void isRefusedByWhatIsWrong() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NONE.withLatency(ofMillis(-1)))
                    .withMessage("the latency must be from 0 to 365 days, but was -1 ms");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NONE.withCloseDelay(ofDays(366)))
                    .withMessage("the close delay must be from 0 to 365 days, but was 366 d");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NONE.withLatency(ofMillis(10), ofMillis(11)))
                    .withMessage(
                            "the jitter must be at most the latency, since no byte comes early, but was 11 ms of 10 ms");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NONE.withBytesPerSecond(-1))
                    .withMessage("the bytes per second must be 0 or more, but were -1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NONE.withSlices(0, ZERO))
                    .withMessage("a slice must have at least 1 byte, but had 0");
        }

        @Test
        void isToBeSlowInNothing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fault.slow(Trigger.onConnect(), NONE))
                    .withMessage("to be slow takes a latency, a rate, slices or a close delay");
        }

        @Test
        void isToDelayTheFinOfTheCodeUnderTest() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fault.slow(Trigger.onConnect(), NONE.withCloseDelay(ofMillis(1)), Way.RECEIVING))
                    .withMessage(
                            "a close delay is about the FIN that the peer sends, but this is about what it receives");
        }
    }
}
