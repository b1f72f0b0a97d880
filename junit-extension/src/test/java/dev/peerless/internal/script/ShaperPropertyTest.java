package dev.peerless.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Shaping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any shaping of any bytes, however late the loop comes for them. */
class ShaperPropertyTest {

    private static final long MILLI = 1_000_000;

    /** Bytes that set out at a time. */
    private record Burst(long at, int bytes) {}

    /** Bytes that passed at a time. */
    private record Passed(long at, long bytes) {}

    /**
     * What is played.
     *
     * @param seed of the jitter
     * @param late by how much the loop comes late at most
     */
    record Play(Shaping shaping, List<Integer> sizes, List<Integer> gaps, long seed, int late) {

        private List<Burst> bursts() {
            var bursts = new ArrayList<Burst>();
            long at = 0;
            for (int i = 0; i < sizes.size(); i++) {
                at += gaps.get(i % gaps.size()) * MILLI;
                bursts.add(new Burst(at, sizes.get(i)));
            }
            return bursts;
        }

        private List<Passed> play(int chunk) {
            var shaper = new Shaper();
            shaper.begin(shaping, new SplittableRandom(seed));
            var lateness = new SplittableRandom(seed + 1);
            var passed = new ArrayList<Passed>();
            var left = new ArrayList<>(bursts());
            while (!left.isEmpty() || shaper.next() != FaultScript.NEVER) {
                long arrival = left.isEmpty() ? FaultScript.NEVER : left.get(0).at();
                if (arrival <= shaper.next()) {
                    setOut(shaper, left.remove(0), chunk);
                } else {
                    long now = shaper.next() + (late == 0 ? 0 : lateness.nextLong(late));
                    now = Math.min(now, arrival);
                    long allowed = shaper.allowance(now);
                    if (allowed > 0) {
                        shaper.passed(allowed, now);
                        passed.add(new Passed(now, allowed));
                    }
                }
            }
            return passed;
        }

        private static void setOut(Shaper shaper, Burst burst, int chunk) {
            for (int left = burst.bytes(); left > 0; left -= chunk) {
                shaper.setOut(Math.min(left, chunk), burst.at());
            }
        }
    }

    @Provide
    Arbitrary<Play> plays() {
        var millis = Arbitraries.integers().between(0, 50).map(Duration::ofMillis);
        var rates = Arbitraries.longs()
                .between(1_000, 1_000_000)
                .optional()
                .map(rate -> rate.map(OptionalLong::of).orElse(OptionalLong.empty()));
        var slices = Arbitraries.longs()
                .between(10, 5_000)
                .optional()
                .map(size -> size.map(OptionalLong::of).orElse(OptionalLong.empty()));
        var shapings = Combinators.combine(millis, millis, rates, slices, millis)
                .as((one, other, rate, slice, pause) -> new Shaping(
                        one.compareTo(other) > 0 ? one : other,
                        one.compareTo(other) > 0 ? other : one,
                        rate,
                        slice,
                        slice.isPresent() ? pause : Duration.ZERO,
                        Duration.ZERO));
        return Combinators.combine(
                        shapings,
                        Arbitraries.integers()
                                .between(1, 3_000)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(20),
                        Arbitraries.integers()
                                .between(0, 30)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(20),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 20_000_000))
                .as(Play::new);
    }

    @Property(tries = 2000)
    void allBytesComeOut(@ForAll("plays") Play play) {
        long sum = play.sizes().stream().mapToLong(size -> size).sum();

        assertThat(play.play(Integer.MAX_VALUE).stream()
                        .mapToLong(Passed::bytes)
                        .sum())
                .isEqualTo(sum);
    }

    /** Bytes pass in the order in which they are counted, so the nth byte out is the nth in. */
    @Property(tries = 2000)
    void noByteIsEarly(@ForAll("plays") Play play) {
        long soonest = play.shaping().latency().minus(play.shaping().jitter()).toNanos();
        var passed = play.play(Integer.MAX_VALUE);

        long before = 0;
        for (var burst : play.bursts()) {
            assertThat(timeOf(before + 1, passed)).isGreaterThanOrEqualTo(burst.at() + soonest);
            before += burst.bytes();
        }
    }

    /** Gives when the nth byte passed. */
    private static long timeOf(long byteNumber, List<Passed> passed) {
        long sum = 0;
        for (var some : passed) {
            sum += some.bytes();
            if (sum >= byteNumber) {
                return some.at();
            }
        }
        throw new AssertionError(byteNumber + " of " + sum);
    }

    @Property(tries = 2000)
    void noWindowHoldsMoreThanTheRateAndASlice(@ForAll("plays") Play play) {
        var rate = play.shaping().bytesPerSecond();
        if (rate.isEmpty()) {
            return;
        }
        long slice = play.shaping().sliceBytes().orElse(rate.getAsLong() / 100);
        var passed = play.play(Integer.MAX_VALUE);

        for (int first = 0; first < passed.size(); first++) {
            long sum = 0;
            for (var some : passed.subList(first, passed.size())) {
                sum += some.bytes();
                double seconds = (some.at() - passed.get(first).at()) / 1e9;
                assertThat((double) sum).isLessThanOrEqualTo(rate.getAsLong() * seconds + slice + 1e-6);
            }
        }
    }

    @Property(tries = 2000)
    void slicesAreSmallAndApart(@ForAll("plays") Play play) {
        var passed = play.play(Integer.MAX_VALUE);

        for (int i = 0; i < passed.size(); i++) {
            assertThat(passed.get(i).bytes())
                    .isLessThanOrEqualTo(play.shaping().sliceBytes().orElse(Long.MAX_VALUE));
            if (i > 0) {
                assertThat(passed.get(i).at() - passed.get(i - 1).at())
                        .isGreaterThanOrEqualTo(play.shaping().sliceDelay().toNanos());
            }
        }
    }

    @Property(tries = 2000)
    void itIsTheSameWhateverTheChunks(@ForAll("plays") Play play, @ForAll @IntRange(min = 1, max = 500) int chunk) {
        assertThat(play.play(chunk)).isEqualTo(play.play(Integer.MAX_VALUE));
    }
}
