package dev.peerless.internal.script;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generated faults and events, in ranges so small that triggers meet often. Times are nanoseconds. */
record Schedule(List<Fault> faults, List<Event> events) {

    /** Something that happens to one connection. */
    sealed interface Event {}

    /** Bytes arrive; the conversation may answer with as many before anything else happens. */
    record Received(String text, boolean echoed) implements Event {}

    /** The conversation sends; the kernel takes it in pieces of the given size. */
    record Sent(int bytes, int piece) implements Event {}

    /** The clock moves, and the timer comes in time or only when all of it has passed. */
    record Passed(long nanos, boolean timerIsLate) implements Event {}

    record Demanded() implements Event {}

    static Arbitrary<Schedule> any() {
        return Combinators.combine(
                        anyFault().list().ofMaxSize(6), anyEvent().list().ofMaxSize(40))
                .as((faults, events) -> new Schedule(numbered(faults), events));
    }

    /** Labels make equal faults distinguishable. */
    private static List<Fault> numbered(List<Fault> faults) {
        var numbered = new ArrayList<Fault>();
        for (var fault : faults) {
            numbered.add(fault.labelled("fault " + numbered.size()));
        }
        return numbered;
    }

    private static Arbitrary<Fault> anyFault() {
        return Combinators.combine(anyTrigger(), anyEffect()).as(Fault::of);
    }

    private static Arbitrary<Trigger> anyTrigger() {
        return Arbitraries.oneOf(
                Arbitraries.just(Trigger.onConnect()),
                Arbitraries.just(Trigger.onDemand()),
                Arbitraries.just(Trigger.inTlsHandshake()),
                Arbitraries.longs().between(1, 40).map(Trigger::afterReceiving),
                Arbitraries.longs().between(1, 40).map(Trigger::afterSending),
                texts(1, 4).map(text -> Trigger.whenReceived(Bytes.utf8(text))),
                Arbitraries.longs().between(1, 60).map(Duration::ofNanos).map(Trigger::connectedFor),
                Arbitraries.longs().between(1, 15).map(Duration::ofNanos).map(Trigger::idleFor));
    }

    /** Most connections should outlive a strike, or nothing would be left to strike them again. */
    private static Arbitrary<Effect> anyEffect() {
        return Arbitraries.frequency(
                Tuple.of(3, new Effect.Stall(Optional.empty())),
                Tuple.of(3, new Effect.HalfClose()),
                Tuple.of(2, new Effect.BlackHole()),
                Tuple.of(1, new Effect.Close()),
                Tuple.of(1, new Effect.Reset()));
    }

    private static Arbitrary<Event> anyEvent() {
        return Arbitraries.oneOf(
                Combinators.combine(texts(0, 12), Arbitraries.of(true, false)).as(Received::new),
                Combinators.combine(
                                Arbitraries.integers().between(0, 12),
                                Arbitraries.integers().between(1, 5))
                        .as(Sent::new),
                Combinators.combine(Arbitraries.longs().between(0, 20), Arbitraries.of(true, false))
                        .as(Passed::new),
                Arbitraries.just(new Demanded()));
    }

    private static Arbitrary<String> texts(int min, int max) {
        return Arbitraries.strings().withChars('a', 'b', '\26').ofMinLength(min).ofMaxLength(max);
    }
}
