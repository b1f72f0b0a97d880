package dev.peerless.internal.script;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Shaping;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** By a clock that the test sets, in nanoseconds. */
class ShaperTest {

    private static final long MILLI = 1_000_000;

    private final Shaper shaper = new Shaper();

    private void begin(Shaping shaping) {
        shaper.begin(shaping, new SplittableRandom(42));
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }

    @Nested
    class Off {

        @Test
        void letsEverythingPassAndAsksForNothing() {
            assertThat(shaper.isOn()).isFalse();
            assertThat(shaper.allowance(0)).isEqualTo(Long.MAX_VALUE);
            assertThat(shaper.room()).isEqualTo(Long.MAX_VALUE);
            assertThat(shaper.mayFinish(0)).isTrue();
            assertThat(shaper.next()).isEqualTo(FaultScript.NEVER);
        }

        @Test
        void isHowItEnds() {
            begin(Shaping.none().withLatency(nanos(100)));
            shaper.setOut(10, 0);
            shaper.end();

            assertThat(shaper.isOn()).isFalse();
            assertThat(shaper.allowance(1)).isEqualTo(Long.MAX_VALUE);
            assertThat(shaper.room()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Nested
    class Latency {

        @Test
        void holdsEachByteForSoLong() {
            begin(Shaping.none().withLatency(nanos(100)));
            shaper.setOut(3, 0);
            shaper.setOut(4, 50);

            assertThat(shaper.next()).isEqualTo(100);
            assertThat(shaper.allowance(99)).isZero();
            assertThat(shaper.allowance(100)).isEqualTo(3);
            shaper.passed(2, 100);
            assertThat(shaper.allowance(100)).isEqualTo(1);
            assertThat(shaper.allowance(150)).isEqualTo(5);
            shaper.passed(5, 150);
            assertThat(shaper.next()).isEqualTo(FaultScript.NEVER);
        }

        @Test
        void variesByTheJitter() {
            begin(Shaping.none().withLatency(nanos(1000), nanos(400)));
            for (long now = 0; now < 100_000; now += 10_000) {
                shaper.setOut(1, now);

                assertThat(shaper.next() - now).isBetween(600L, 1400L).isNotEqualTo(1000);
                shaper.passed(1, shaper.next());
            }
        }

        @Test
        void variesInTheSameWayForTheSameSeed() {
            var other = new Shaper();
            var shaping = Shaping.none().withLatency(nanos(1000), nanos(400));
            begin(shaping);
            other.begin(shaping, new SplittableRandom(42));
            for (long now = 0; now < 100_000; now += 10_000) {
                shaper.setOut(1, now);
                other.setOut(7, now);

                assertThat(shaper.next()).isEqualTo(other.next());
                shaper.passed(1, shaper.next());
                other.passed(7, other.next());
            }
        }

        @Test
        void neverHasAByteOvertake() {
            begin(Shaping.none().withLatency(nanos(1000), nanos(1000)));
            long last = 0;
            for (int i = 0; i < 100; i++) {
                shaper.setOut(1, i);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(shaper.next()).isGreaterThanOrEqualTo(last);
                last = shaper.next();
                shaper.passed(1, last);
            }
        }

        @Test
        void boundsWhatIsOnItsWay() {
            begin(Shaping.none().withLatency(nanos(1000)));
            shaper.setOut(1000, 0);

            assertThat(shaper.room()).isEqualTo((1 << 20) - 1000);
        }
    }

    @Nested
    class Rate {

        @Test
        void letsAHundredthOfASecondsWorthPassTogether() {
            begin(Shaping.none().withBytesPerSecond(10_000));
            shaper.setOut(250, 0);

            assertThat(shaper.allowance(0)).isEqualTo(100);
            shaper.passed(100, 0);
            assertThat(shaper.allowance(10 * MILLI - 1)).isZero();
            assertThat(shaper.next()).isEqualTo(10 * MILLI);
            assertThat(shaper.allowance(10 * MILLI)).isEqualTo(100);
        }

        @Test
        void givesNoCreditForIdleTime() {
            begin(Shaping.none().withBytesPerSecond(10_000));
            shaper.setOut(500, 1000 * MILLI);

            assertThat(shaper.allowance(2000 * MILLI)).isEqualTo(100);
            shaper.passed(100, 2000 * MILLI);
            assertThat(shaper.allowance(2000 * MILLI)).isZero();
        }

        @Test
        void letsSingleBytesPassIfItIsSmall() {
            begin(Shaping.none().withBytesPerSecond(2));
            shaper.setOut(2, 0);

            assertThat(shaper.allowance(0)).isEqualTo(1);
            shaper.passed(1, 0);
            assertThat(shaper.next()).isEqualTo(500 * MILLI);
        }

        @Test
        void ofNothingLetsNothingPass() {
            begin(Shaping.none().withBytesPerSecond(0));
            shaper.setOut(5, 0);

            assertThat(shaper.allowance(Long.MAX_VALUE)).isZero();
            assertThat(shaper.next()).isEqualTo(FaultScript.NEVER);
            assertThat(shaper.room()).isZero();
        }

        @Test
        void hasRoomForOneSlice() {
            begin(Shaping.none().withBytesPerSecond(10_000));

            assertThat(shaper.room()).isEqualTo(100);
            shaper.setOut(60, 0);
            assertThat(shaper.room()).isEqualTo(40);
        }

        @Test
        void togetherWithLatencyHasRoomForWhatIsOnItsWay() {
            begin(Shaping.none().withBytesPerSecond(10_000).withLatency(nanos(100 * MILLI)));

            assertThat(shaper.room()).isEqualTo(1_000 + 100);
        }
    }

    @Nested
    class Slices {

        @Test
        void havePausesBetweenThem() {
            begin(Shaping.none().withSlices(4, nanos(50)));
            shaper.setOut(10, 0);

            assertThat(shaper.allowance(0)).isEqualTo(4);
            shaper.passed(4, 0);
            assertThat(shaper.allowance(49)).isZero();
            assertThat(shaper.allowance(50)).isEqualTo(4);
            shaper.passed(4, 50);
            assertThat(shaper.allowance(100)).isEqualTo(2);
        }

        @Test
        void mayFollowAtOnce() {
            begin(Shaping.none().withSlices(4, ZERO));
            shaper.setOut(10, 0);
            shaper.passed(4, 0);

            assertThat(shaper.allowance(0)).isEqualTo(4);
        }

        @Test
        void keepBothThePauseAndTheRate() {
            begin(Shaping.none().withSlices(10, nanos(5 * MILLI)).withBytesPerSecond(1_000));
            shaper.setOut(11, 0);
            shaper.passed(10, 0);
            assertThat(shaper.next()).isEqualTo(10 * MILLI);
            shaper.passed(1, 10 * MILLI);
            shaper.setOut(1, 10 * MILLI);
            assertThat(shaper.next()).isEqualTo(15 * MILLI);
        }
    }

    @Nested
    class End {

        @Test
        void comesInOrderBehindTheBytes() {
            begin(Shaping.none().withLatency(nanos(100)));
            shaper.setOut(3, 0);
            shaper.finish(20);

            assertThat(shaper.mayFinish(500)).isFalse();
            shaper.passed(3, 100);
            assertThat(shaper.mayFinish(119)).isFalse();
            assertThat(shaper.next()).isEqualTo(120);
            assertThat(shaper.mayFinish(120)).isTrue();
            shaper.finished();
            assertThat(shaper.next()).isEqualTo(FaultScript.NEVER);
        }

        @Test
        void comesLaterByTheCloseDelayThanAllBytes() {
            begin(Shaping.none().withCloseDelay(nanos(1000)));
            shaper.setOut(3, 0);
            shaper.finish(0);
            shaper.passed(3, 700);

            assertThat(shaper.next()).isEqualTo(1700);
            assertThat(shaper.mayFinish(1699)).isFalse();
            assertThat(shaper.mayFinish(1700)).isTrue();
        }

        @Test
        void comesLaterByTheCloseDelayWithoutBytes() {
            begin(Shaping.none().withCloseDelay(nanos(1000)));
            shaper.finish(50);

            assertThat(shaper.next()).isEqualTo(1050);
        }
    }

    @Nested
    class Another {

        @Test
        void takesThePlaceOfTheFirstForWhatSetsOutThen() {
            begin(Shaping.none().withLatency(nanos(100)));
            shaper.setOut(1, 0);
            begin(Shaping.none().withLatency(nanos(10)));
            shaper.setOut(1, 0);

            assertThat(shaper.allowance(99)).isZero();
            assertThat(shaper.allowance(100)).isEqualTo(2);
            shaper.passed(2, 100);
            shaper.setOut(1, 100);
            assertThat(shaper.next()).isEqualTo(110);
        }

        @Test
        void bringsItsPaceToWhatIsOnItsWay() {
            begin(Shaping.none().withLatency(nanos(100)));
            shaper.setOut(10, 0);
            begin(Shaping.none().withSlices(3, nanos(50)));

            assertThat(shaper.allowance(100)).isEqualTo(3);
        }
    }

    @Test
    void whatIsDroppedIsGone() {
        begin(Shaping.none().withLatency(nanos(100)));
        shaper.setOut(10, 0);
        shaper.finish(0);
        shaper.drop();

        assertThat(shaper.allowance(1000)).isZero();
        assertThat(shaper.next()).isEqualTo(FaultScript.NEVER);
        assertThat(shaper.room()).isEqualTo(1 << 20);
    }
}
