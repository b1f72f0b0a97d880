package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SequenceRangesTest {

    private final SequenceRanges ranges = new SequenceRanges();

    @Test
    void nothing_is_never_new() {
        assertThat(ranges.add(5, 0)).isZero();
        assertThat(ranges.add(0, 10)).isEqualTo(10);
        assertThat(ranges.add(5, 0)).isZero();
    }

    @Test
    void a_gap_counts_when_it_is_filled() {
        ranges.add(0, 10);
        ranges.add(20, 10);
        assertThat(ranges.add(5, 20)).isEqualTo(10);
        assertThat(ranges.add(0, 30)).isZero();
    }

    @Test
    void agrees_with_a_set_of_single_numbers() {
        var model = new BitSet();
        // Steps prime to the modulus visit every start before one comes again.
        for (int step = 0; step < 997; step++) {
            int from = step * 331 % 997;
            int length = step % 7;
            int before = model.cardinality();
            model.set(from, from + length);
            assertThat(ranges.add(from, length)).as("%d+%d", from, length).isEqualTo(model.cardinality() - before);
        }
    }
}
