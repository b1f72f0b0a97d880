package dev.peerless.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DiceTest {

    private static final Fault FAULT = Fault.reset(Trigger.onConnect());

    private static List<Boolean> fates(Fault fault, int connections) {
        return IntStream.rangeClosed(1, connections)
                .mapToObj(connection -> Dice.arms(fault, connection))
                .toList();
    }

    @Property(tries = 500)
    void theSameSeedGivesEachConnectionTheSameFate(@ForAll long seed, @ForAll @IntRange(max = 100) int percent) {
        assertThat(fates(FAULT.withProbability(percent / 100.0, seed), 50))
                .isEqualTo(fates(FAULT.withProbability(percent / 100.0, seed), 50));
    }

    @Test
    void theFateOfAConnectionDoesNotDependOnTheOthers() {
        var fault = FAULT.withProbability(0.5, 42);
        var all = fates(fault, 20);

        assertThat(Dice.arms(fault, 17)).isEqualTo(all.get(16));
    }

    @Test
    void seedsDiffer() {
        assertThat(fates(FAULT.withProbability(0.5, 1), 64)).isNotEqualTo(fates(FAULT.withProbability(0.5, 2), 64));
    }

    @Property(tries = 50)
    void asManyAreArmedAsTheProbabilitySays(@ForAll long seed, @ForAll @IntRange(max = 100) int percent) {
        var armed = fates(FAULT.withProbability(percent / 100.0, seed), 10_000).stream()
                .filter(Boolean::booleanValue)
                .count();

        assertThat(armed / 10_000.0).isCloseTo(percent / 100.0, within(0.05));
    }

    @Test
    void certaintyNeedsNoSeed() {
        assertThat(fates(FAULT, 100)).doesNotContain(false);
        assertThat(fates(FAULT.withProbability(0, 3), 100)).doesNotContain(true);
        assertThat(fates(FAULT.withProbability(0), 100)).doesNotContain(true);
    }

    @Test
    void aSeedIsDrawnOnlyWhereOneIsMissing() {
        assertThat(Dice.seeded(FAULT)).isSameAs(FAULT);
        assertThat(Dice.seeded(FAULT.withProbability(0.5, 42)).seed()).hasValue(42);
        assertThat(Dice.seeded(FAULT.withProbability(0.5)).seed().orElseThrow()).isBetween(1L, 999_999L);
    }

    @Test
    void aSeedIsDrawnForACorruptionWhateverItsProbability() {
        var corruption = Fault.corrupt(Trigger.onConnect(), Corruption.flips(1));

        assertThat(Dice.seeded(corruption).seed().orElseThrow()).isBetween(1L, 999_999L);
        assertThat(Dice.seeded(corruption.withSeed(42)).seed()).hasValue(42);
        assertThat(Dice.arms(Dice.seeded(corruption), 1)).isTrue();
    }

    @Test
    void drawingASeedChangesNothingElse() {
        var fault = FAULT.withProbability(0.5).on("2-4").allowedNotToFire().labelled("@PeerResets");

        var seeded = Dice.seeded(fault);

        assertThat(seeded).isEqualTo(fault.withProbability(0.5, seeded.seed().orElseThrow()));
    }

    @Test
    void whatAnEffectDrawsIsFixedBySeedAndConnection() {
        var seeded = FAULT.withSeed(42);
        var draws = Dice.forEffect(seeded, 3).split().nextLong();

        assertThat(Dice.forEffect(seeded, 3).split().nextLong()).isEqualTo(draws);
        assertThat(Dice.forEffect(seeded, 4).split().nextLong()).isNotEqualTo(draws);
        assertThat(Dice.forEffect(FAULT.withSeed(43), 3).split().nextLong()).isNotEqualTo(draws);
    }

    @Test
    void anEffectThatDrawsGetsASeedThoughItIsCertain() {
        var jittery =
                Fault.slow(Trigger.onConnect(), Shaping.none().withLatency(Duration.ofMillis(2), Duration.ofMillis(1)));

        assertThat(Dice.seeded(jittery).seed().orElseThrow()).isBetween(1L, 999_999L);
        assertThat(Dice.seeded(jittery.withSeed(7)).seed()).hasValue(7);
    }
}
