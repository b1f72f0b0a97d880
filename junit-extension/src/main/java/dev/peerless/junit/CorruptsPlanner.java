package dev.peerless.junit;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Effect;
import dev.peerless.plan.PeerPlan;

final class CorruptsPlanner implements AnnotationPlanner<PeerCorrupts> {

    @Override
    public void plan(PeerCorrupts annotation, Declaration declaration, PeerPlan.Builder plan) {
        long flipOneIn = annotation.flipOneIn();
        long garbageBytes = annotation.garbageBytes();
        boolean flips = flipOneIn != Unset.BYTES;
        boolean inserts = garbageBytes != Unset.BYTES;
        if (!flips && !inserts) {
            throw declaration.contradiction(
                    "give flipOneIn, like 1000, or garbageBytes, like 64, or both, but neither is there");
        } else if (flips && (flipOneIn < 1 || flipOneIn > Integer.MAX_VALUE)) {
            throw declaration.invalid("flipOneIn", "must be a number of bytes from 1 to " + Integer.MAX_VALUE);
        } else if (inserts && (garbageBytes < 1 || garbageBytes > Corruption.MOST_GARBAGE)) {
            throw declaration.invalid("garbageBytes", "must be a number of bytes from 1 to " + Corruption.MOST_GARBAGE);
        }
        var lasting = declaration.duration("lasting");
        if (lasting.isPresent() && !flips) {
            throw declaration.invalid(
                    "lasting", "has a meaning only together with flipOneIn, since garbage is inserted once");
        }
        var corruption = new Corruption(flips ? (int) flipOneIn : 0, inserts ? (int) garbageBytes : 0);
        plan.fault(declaration.fault(new Effect.Corrupt(corruption, annotation.direction(), lasting)));
    }
}
