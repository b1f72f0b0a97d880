package dev.peerless.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the soak makes of what it sees. */
class SoakTest {

    private static List<Resources> rounds(int count, LongFunction<Resources> ofRound) {
        return LongStream.range(0, count).mapToObj(ofRound).toList();
    }

    @Test
    void whatIsLeakedInEveryRoundHasGrown() {
        assertThat(Growth.of(rounds(100, round -> new Resources(9, 40 + 2 * round, 60))))
                .containsExactly("descriptors grew from at most 88 to at least 192");
        assertThat(Growth.of(rounds(9, round -> new Resources(9 + 2 * round, 40, 60 + 20 * round))))
                .containsExactly(
                        "threads grew from at most 13 to at least 23",
                        "MiB of heap grew from at most 100 to at least 200");
    }

    @Test
    void whatComesAndGoesHasNot() {
        var rounds = rounds(100, round -> new Resources(8 + round % 7, 40 + round % 5, 60 + round % 20));
        assertThat(Growth.verdict(rounds)).isEqualTo("nothing has grown");
    }

    @Test
    void theFirstRoundDoesNotCount() {
        assertThat(Growth.verdict(rounds(20, round -> new Resources(9, round == 0 ? 10 : 40, 60))))
                .isEqualTo("nothing has grown");
    }

    @Test
    void aFewRoundsTellNothing() {
        assertThat(Growth.verdict(rounds(8, round -> new Resources(round * 100, 40, 60))))
                .isEqualTo("too short to tell whether anything grows, which takes 9 rounds");
    }

    @Test
    void aSpanIsATimeOrANumberOfRounds() {
        assertThat(Span.parse("30m")).hasToString("30 min 0 s");
        assertThat(Span.parse("100x")).hasToString("100 rounds");
        assertThat(Span.parse("2x").isOver(2, System.nanoTime())).isFalse();
        assertThat(Span.parse("2x").isOver(3, System.nanoTime())).isTrue();
        assertThat(Span.parse("1s").isOver(1, System.nanoTime() - 1_100_000_000))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Span.parse("soon"))
                .withMessage("say 90s, 30m, 2h, or 100x for so many rounds, but it was \"soon\"");
    }
}
