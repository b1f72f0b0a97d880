package dev.peerless.internal.script;

import static dev.peerless.internal.script.Stretch.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Way;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a corruption is about, and what makes no difference to it. */
class CorruptorTest {

    private final Stretch sending = new Stretch(true);
    private final Stretch receiving = new Stretch(false);

    @Test
    void leavesAloneWhatNoFaultIsAbout() {
        sending.struckBy(fault(Trigger.onConnect(), Corruption.flips(1).withGarbage(3), Way.RECEIVING));
        receiving.struckBy(fault(Trigger.onConnect(), Corruption.flips(1).withGarbage(3)));

        assertThat(sending.give("abc").text()).isEqualTo("abc");
        assertThat(receiving.give("abc").text()).isEqualTo("abc");
        assertThat(sending.told).isEmpty();
        assertThat(receiving.told).isEmpty();
    }

    /** Seeds are written down in tests, so what one stands for must not change. */
    @Test
    void doesWithASeedWhatItAlwaysDid() {
        sending.struckBy(fault(Trigger.onConnect(), Corruption.flips(4).withGarbage(8)))
                .give("The quick brown fox jumps over the lazy dog");

        assertThat(HexFormat.of().formatHex(sending.bytes()))
                .isEqualTo("4327adbce4950562"
                        + "546c6560717568636b6062726f7f6e20666f78206a75697073246d766552207468452068617a7d20656f66");
    }

    /** What becomes of a byte does not depend on how what is given, and what is taken, is cut. */
    @Property(tries = 2000)
    void cutsMakeNoDifference(
            @ForAll long seed,
            @ForAll boolean isSending,
            @ForAll @IntRange(min = 1, max = 20) int oneIn,
            @ForAll @IntRange(max = 20) int garbage,
            @ForAll @Size(max = 20) List<@IntRange(max = 30) Integer> given,
            @ForAll @IntRange(min = 1, max = 7) int taken) {
        var corruption = Corruption.flips(oneIn).withGarbage(garbage);
        var fault = Fault.corrupt(Trigger.onConnect(), corruption, isSending ? Way.SENDING : Way.RECEIVING)
                .withSeed(seed);
        var whole = new Stretch(isSending).struckBy(fault);
        var cut = new Stretch(isSending).struckBy(fault);

        int total = given.stream().mapToInt(size -> size).sum();
        whole.give(new byte[total], Integer.MAX_VALUE);
        given.forEach(size -> cut.give(new byte[size], taken));

        assertThat(cut.bytes()).isEqualTo(whole.bytes());
        assertThat(cut.told.stream().mapToLong(Alteration::flipped).sum())
                .isEqualTo(whole.told.stream().mapToLong(Alteration::flipped).sum());
        assertThat(cut.told.stream().mapToLong(Alteration::inserted).sum()).isEqualTo(total > 0 ? garbage : 0);
    }

    /** Where it begins makes no difference to what becomes of the bytes behind. */
    @Property(tries = 500)
    void theBeginningMakesNoDifference(
            @ForAll long seed, @ForAll @IntRange(max = 200) int before, @ForAll @IntRange(max = 200) int behind) {
        var fault = Fault.corrupt(Trigger.onDemand(), Corruption.flips(3)).withSeed(seed);
        var fromTheStart = new Stretch(true).struckBy(fault).give(new byte[before + behind], 1000);
        var later =
                new Stretch(true).give(new byte[before], 1000).struckBy(fault).give(new byte[behind], 1000);

        assertThat(ByteBuffer.wrap(later.bytes(), before, behind))
                .isEqualTo(ByteBuffer.wrap(fromTheStart.bytes(), before, behind));
    }
}
