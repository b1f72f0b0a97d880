package dev.peerless.internal.script;

import static dev.peerless.internal.script.Stretch.fault;
import static dev.peerless.internal.script.Stretch.flips;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Way;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which bits flip. */
class FlipsTest {

    private final Stretch sending = new Stretch(true);
    private final Stretch receiving = new Stretch(false);

    private static List<Integer> flippedBits(byte[] before, byte[] after) {
        assertThat(after).hasSameSizeAs(before);
        var bits = new ArrayList<Integer>();
        for (int i = 0; i < before.length; i++) {
            bits.add(Integer.bitCount((before[i] ^ after[i]) & 0xff));
        }
        return bits;
    }

    @Test
    void oneBitOfEachByteIfToldSo() {
        var bytes = new byte[300_000];

        assertThat(flippedBits(
                        bytes, sending.struckBy(flips(1)).give(bytes, 70_000).bytes()))
                .containsOnly(1);
        assertThat(sending.told.stream().mapToLong(Alteration::flipped).sum()).isEqualTo(300_000);
    }

    @Test
    void eachOfTheEightBits() {
        var after = sending.struckBy(flips(1)).give(new byte[1000], 1000).bytes();

        for (int bit = 0; bit < 8; bit++) {
            byte mask = (byte) (1 << bit);
            assertThat(after).contains(mask);
        }
    }

    @Property(tries = 50)
    void oneOfSoManyBytesOnAverage(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int oneIn) {
        var bytes = new byte[100_000];
        var fault = Fault.corrupt(Trigger.onConnect(), Corruption.flips(oneIn)).withSeed(seed);

        var bits = flippedBits(
                bytes,
                new Stretch(true).struckBy(fault).give(bytes, bytes.length).bytes());

        assertThat(bits).allMatch(count -> count <= 1);
        assertThat(bits.stream().mapToInt(count -> count).sum() / 100_000.0).isCloseTo(1.0 / oneIn, within(0.01));
    }

    @Test
    void ofBytesThatHaveThePositionAlone() {
        var whole = sending.struckBy(flips(3)).give(new byte[100], 100).bytes();
        var later = new Stretch(true)
                .give(new byte[40], 100)
                .struckBy(flips(3))
                .give(new byte[60], 100)
                .bytes();

        assertThat(ByteBuffer.wrap(later, 40, 60)).isEqualTo(ByteBuffer.wrap(whole, 40, 60));
        assertThat(ByteBuffer.wrap(later, 0, 40)).isEqualTo(ByteBuffer.wrap(new byte[40]));
    }

    @Test
    void othersOnOtherConnectionsOtherWaysAndWithOtherSeeds() {
        var both = fault(Trigger.onConnect(), Corruption.flips(3), Way.BOTH);

        assertThat(List.of(
                        sending.struckBy(both).give(new byte[100], 100).text(),
                        receiving.struckBy(both).give(new byte[100], 100).text(),
                        new Stretch(2, true)
                                .struckBy(both)
                                .give(new byte[100], 100)
                                .text(),
                        new Stretch(true)
                                .struckBy(both.withSeed(8))
                                .give(new byte[100], 100)
                                .text()))
                .doesNotHaveDuplicates();
    }

    @Test
    void areToldWithThePlaceOfTheFirst() {
        var fault = flips(10);
        var after = sending.give("0123456789")
                .struckBy(fault)
                .give(new byte[90], 90)
                .bytes();
        int first = 10;
        while (after[first] == 0) {
            first++;
        }

        assertThat(sending.told)
                .containsExactly(new Alteration(
                        fault,
                        first,
                        flippedBits(new byte[90], Arrays.copyOfRange(after, 10, 100)).stream()
                                .filter(count -> count == 1)
                                .count(),
                        0));
    }

    @Test
    void areNotToldWhereThereAreNone() {
        sending.struckBy(flips(Integer.MAX_VALUE)).give("abc");

        assertThat(sending.text()).isEqualTo("abc");
        assertThat(sending.told).isEmpty();
    }

    @Test
    void endWithTheirTime() {
        sending.struckBy(Fault.corrupt(Trigger.onConnect(), Corruption.flips(1), Way.SENDING, Duration.ofNanos(10)));
        sending.now += 9;
        sending.give("ab");
        sending.now += 1;
        sending.give("ab");

        assertThat(sending.text()).doesNotStartWith("ab").endsWith("ab");
    }

    @Test
    void endWhenTheyAreTakenBack() {
        var fault = flips(1);
        sending.struckBy(fault).give("ab");
        sending.corruptor.lift(fault);
        sending.give("ab");

        assertThat(sending.text()).doesNotStartWith("ab").endsWith("ab");
    }

    @Test
    void ofSeveralFaultsAddUp() {
        var one = flips(1);
        var other = flips(1).withSeed(8);
        var bits = flippedBits(
                new byte[100],
                sending.struckBy(one).struckBy(other).give(new byte[100], 100).bytes());

        assertThat(bits).contains(2).doesNotContain(1);
        assertThat(sending.told).containsExactly(new Alteration(one, 0, 100, 0), new Alteration(other, 0, 100, 0));
    }
}
