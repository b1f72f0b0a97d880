package dev.peerless.internal.script;

import dev.peerless.fault.Fault;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator.SplittableGenerator;

/** The one place of randomness: draws seeds, and from a seed the fate of each connection. */
public final class Dice {

    private static final int LARGEST_SEED = 1_000_000;
    private static final long CONNECTION_STRIDE = 0x9E3779B97F4A7C15L;

    private Dice() {}

    /** Gives a fault that draws by chance the seed it lacks, short enough to be typed. */
    public static Fault seeded(Fault fault) {
        return lacksSeed(fault) ? fault.withSeed(new SplittableRandom().nextInt(1, LARGEST_SEED)) : fault;
    }

    /** Tells whether a fault draws by chance and nobody has said from what. */
    public static boolean lacksSeed(Fault fault) {
        return fault.drawsByChance() && fault.seed().isEmpty();
    }

    /**
     * Gives what the effect of a fault draws from on a connection: from the seed alone, so that it is the same in every
     * run.
     */
    public static SplittableGenerator forEffect(Fault fault, int connection) {
        return new SplittableRandom(fault.seed().orElse(0) + connection * CONNECTION_STRIDE).split();
    }

    /** Decides from the seed alone, so that connection n has the same fate in every run. */
    static boolean arms(Fault fault, int connection) {
        OptionalLong seed = fault.seed();
        if (fault.probability() == 1 || seed.isEmpty()) {
            return fault.probability() > 0;
        }
        var random = new SplittableRandom(seed.getAsLong() + connection * CONNECTION_STRIDE);
        return random.nextDouble() < fault.probability();
    }
}
