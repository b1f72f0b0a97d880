package dev.peerless.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CorruptionTest {

    private static Fault fault(Corruption corruption, Way way) {
        return Fault.corrupt(Trigger.onConnect(), corruption, way);
    }

    @Nested
    class Text {

        @Test
        void saysWhatIsAlteredAndHow() {
            assertThat(Fault.corrupt(Trigger.onConnect(), Corruption.flips(1000))
                            .effect())
                    .hasToString("corrupts what it sends (a bit in 1 of 1000 bytes)");
            assertThat(Fault.corrupt(Trigger.onConnect(), Corruption.flips(1), Way.RECEIVING, Duration.ofMillis(300))
                            .effect())
                    .hasToString("corrupts what it receives (a bit in every byte) for 300 ms");
            assertThat(fault(Corruption.garbage(1), Way.SENDING).effect())
                    .hasToString("corrupts what it sends (1 byte of garbage)");
            assertThat(fault(Corruption.flips(2).withGarbage(64), Way.BOTH).effect())
                    .hasToString("corrupts what it sends and receives (a bit in 1 of 2 bytes, 64 bytes of garbage)");
        }

        @Test
        void ofItsFaultSaysTheSeed() {
            var fault = Fault.corrupt(Trigger.afterSending(100), Corruption.garbage(64));

            assertThat(fault)
                    .hasToString(
                            "corrupts what it sends (64 bytes of garbage) after sending 100 bytes, all connections");
            assertThat(fault.withSeed(7)).hasToString(fault + ", with seed 7");
            assertThat(fault.withProbability(0.5, 7)).hasToString(fault + ", with probability 0.5 and seed 7");
        }
    }

    @Nested
    class Refusals {

        @Test
        void oneOfAtLeastOneByte() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Corruption.flips(0))
                    .withMessage("a bit flips in one of at least 1 byte, but was to in one of 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Corruption.flips(-1))
                    .withMessage("a bit flips in one of at least 1 byte, but was to in one of -1");
        }

        @Test
        void garbageOfASensibleSize() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Corruption.flips(1).withGarbage(-1))
                    .withMessage("garbage is 1 to 16777216 bytes, but was to be -1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Corruption.garbage(Corruption.MOST_GARBAGE + 1))
                    .withMessage("garbage is 1 to 16777216 bytes, but was to be 16777217");
        }

        @Test
        void somethingToBeDone() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Corruption.garbage(0))
                    .withMessage("a corruption flips bits or inserts garbage, but was to do neither");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Corruption(0, 0))
                    .withMessage("a corruption flips bits or inserts garbage, but was to do neither");
        }

        @Test
        void aTimeOnlyForFlips() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            Fault.corrupt(Trigger.onConnect(), Corruption.garbage(1), Way.BOTH, Duration.ofSeconds(1)))
                    .withMessage("garbage is inserted once, so only flips can last for a time");
        }
    }

    @Test
    void drawsByChanceAndSoNeedsASeed() {
        assertThat(fault(Corruption.flips(1), Way.BOTH).drawsByChance()).isTrue();
        assertThat(fault(Corruption.garbage(1), Way.BOTH).effect().endsConnection())
                .isFalse();
        assertThat(Fault.reset(Trigger.onConnect()).drawsByChance()).isFalse();
        assertThat(Fault.reset(Trigger.onConnect()).withProbability(0.5).drawsByChance())
                .isTrue();
    }
}
