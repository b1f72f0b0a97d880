package dev.peerless.internal.script;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Way;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One way of one connection, and what came out of it. */
final class Stretch {

    private static final long START = -3_000;

    final Corruptor corruptor;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final List<Alteration> told = new ArrayList<>();
    long now = START;

    Stretch(boolean sending) {
        this(1, sending);
    }

    Stretch(int connection, boolean sending) {
        this.corruptor = new Corruptor(connection, sending);
    }

    Stretch struckBy(Fault fault) {
        corruptor.begin(fault, (Effect.Corrupt) fault.effect(), now);
        return this;
    }

    /** Gives bytes that are taken at most so many at a time. */
    Stretch give(byte[] bytes, int taken) {
        var source = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        corruptor.due(source.hasRemaining());
        for (var next = corruptor.next(source, Long.MAX_VALUE, now);
                next.hasRemaining();
                next = corruptor.next(source, Long.MAX_VALUE, now)) {
            var part = new byte[Math.min(taken, next.remaining())];
            next.get(part);
            out.writeBytes(part);
            told.addAll(corruptor.passed(source, part.length));
        }
        assertThat(source.hasRemaining()).isFalse();
        return this;
    }

    Stretch give(String text) {
        return give(text.getBytes(US_ASCII), Integer.MAX_VALUE);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    String text() {
        return out.toString(US_ASCII);
    }

    static Fault fault(Trigger trigger, Corruption corruption) {
        return fault(trigger, corruption, Way.SENDING);
    }

    static Fault fault(Trigger trigger, Corruption corruption, Way way) {
        return Fault.corrupt(trigger, corruption, way).withSeed(7);
    }

    static Fault flips(int oneIn) {
        return fault(Trigger.onConnect(), Corruption.flips(oneIn));
    }
}
