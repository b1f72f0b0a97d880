package dev.peerless.junit;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.PeerPlan;

final class SlowReaderPlanner implements AnnotationPlanner<SlowReader> {

    /** One segment or two: what is not read stays with the server. */
    private static final int RECEIVE_BUFFER = 4096;

    @Override
    public void plan(SlowReader annotation, Declaration declaration, PeerPlan.Builder plan) {
        if (annotation.bytesPerSecond() < 0) {
            throw declaration.invalid("bytesPerSecond", "must be a number of bytes from 0");
        }
        plan.dial();
        plan.receiveBuffer(RECEIVE_BUFFER);
        plan.fault(declaration.fault(new Effect.Slow(
                Shaping.none().withBytesPerSecond(annotation.bytesPerSecond()),
                Way.RECEIVING,
                declaration.duration("lasting"))));
    }
}
