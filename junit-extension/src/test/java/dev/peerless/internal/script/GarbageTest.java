package dev.peerless.internal.script;

import static dev.peerless.internal.script.Stretch.fault;
import static dev.peerless.internal.script.Stretch.flips;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Way;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where garbage is inserted. */
class GarbageTest {

    private final Stretch sending = new Stretch(true);
    private final Stretch receiving = new Stretch(false);

    private static byte[] garbage(int count) {
        return new Stretch(true)
                .struckBy(fault(Trigger.onDemand(), Corruption.garbage(count)))
                .give("")
                .bytes();
    }

    @Test
    void goesInFrontOfTheFirstByteFromTheStart() {
        var fault = fault(Trigger.onConnect(), Corruption.garbage(5));
        sending.struckBy(fault).give("").give("abc").give("def");

        assertThat(sending.bytes()).startsWith(garbage(5)).endsWith("abcdef".getBytes(US_ASCII));
        assertThat(sending.told).containsExactly(new Alteration(fault, 0, 0, 5));
    }

    @Test
    void doesNotWaitForAByteAtAnyOtherMoment() {
        var fault = fault(Trigger.afterSending(3), Corruption.garbage(5));
        sending.give("abc").struckBy(fault);

        assertThat(sending.corruptor.waiting()).isZero();
        assertThat(sending.corruptor.due(false)).isEqualTo(5);
        assertThat(sending.corruptor.due(true)).isZero();
        assertThat(sending.corruptor.waiting()).isEqualTo(5);

        sending.give("");

        assertThat(sending.corruptor.waiting()).isZero();
        assertThat(sending.bytes()).startsWith("abc".getBytes(US_ASCII)).endsWith(garbage(5));
        assertThat(sending.told).containsExactly(new Alteration(fault, 3, 0, 5));
    }

    @Test
    void waitsForTheNextByteThatArrives() {
        var fault = fault(Trigger.onDemand(), Corruption.garbage(5), Way.RECEIVING);
        receiving.give("abc").struckBy(fault).give("");

        assertThat(receiving.corruptor.waiting()).isZero();
        assertThat(receiving.text()).isEqualTo("abc");

        receiving.give("def");

        assertThat(receiving.bytes()).hasSize(11).startsWith("abc".getBytes(US_ASCII));
        assertThat(receiving.text()).endsWith("def");
        assertThat(receiving.told).containsExactly(new Alteration(fault, 3, 0, 5));
    }

    @Test
    void isNotFlippedAndMovesNoFlip() {
        var flipped = sending.struckBy(flips(2)).give(new byte[100], 100).bytes();
        var both = new Stretch(true)
                .struckBy(flips(2))
                .struckBy(fault(Trigger.onConnect(), Corruption.garbage(5)))
                .give(new byte[100], 100)
                .bytes();

        assertThat(both).startsWith(garbage(5)).endsWith(flipped).hasSize(105);
    }

    @Test
    void countsInThePlaceOfWhatIsSentBehindIt() {
        var fault = fault(Trigger.onConnect(), Corruption.flips(1).withGarbage(5));
        sending.struckBy(fault).give("abc");

        assertThat(sending.told).containsExactly(new Alteration(fault, 0, 0, 5), new Alteration(fault, 5, 3, 0));
    }

    @Test
    void doesNotCountInThePlaceOfWhatArrivesBehindIt() {
        var fault = fault(Trigger.onConnect(), Corruption.flips(1).withGarbage(5), Way.RECEIVING);
        receiving.struckBy(fault).give("abc");

        assertThat(receiving.told).containsExactly(new Alteration(fault, 0, 0, 5), new Alteration(fault, 0, 3, 0));
    }

    @Test
    void staysWhereItIsWhenItsFaultIsTakenBackOrItsTimeIsOver() {
        var taken = fault(Trigger.onDemand(), Corruption.flips(1).withGarbage(5));
        sending.struckBy(taken).corruptor.due(false);
        sending.corruptor.lift(taken);
        assertThat(sending.give("abc").bytes()).startsWith(garbage(5)).endsWith("abc".getBytes(US_ASCII));

        var brief = Fault.corrupt(
                        Trigger.onDemand(), Corruption.flips(1).withGarbage(5), Way.RECEIVING, Duration.ofNanos(1))
                .withSeed(7);
        receiving.struckBy(brief).corruptor.due(true);
        receiving.now += 1;
        assertThat(receiving.give("abc").bytes()).hasSize(8).endsWith("abc".getBytes(US_ASCII));
    }

    @Test
    void thatHasNoPlaceYetIsForgottenWhenItsFaultIsTakenBack() {
        var fault = fault(Trigger.onConnect(), Corruption.garbage(5));
        sending.struckBy(fault).corruptor.lift(fault);

        assertThat(sending.give("abc").text()).isEqualTo("abc");
    }

    @Test
    void isForgottenIfNothingMoreIsToPass() {
        sending.struckBy(fault(Trigger.onDemand(), Corruption.garbage(5)));
        sending.corruptor.drop();

        assertThat(sending.corruptor.waiting()).isZero();
        assertThat(sending.give("abc").text()).isEqualTo("abc");
    }

    @Test
    void ofSeveralFaultsComesInTheirOrder() {
        sending.struckBy(fault(Trigger.onDemand(), Corruption.garbage(5)))
                .struckBy(fault(Trigger.onDemand(), Corruption.garbage(3)))
                .give("abc");

        assertThat(sending.bytes()).startsWith(garbage(5)).hasSize(11);
        assertThat(Arrays.copyOfRange(sending.bytes(), 5, 8)).isEqualTo(garbage(3));
    }
}
