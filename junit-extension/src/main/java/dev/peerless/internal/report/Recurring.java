package dev.peerless.internal.report;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what looks like heartbeats: the same few bytes, in the same direction, at least three times. */
final class Recurring {

    private static final int TIMES = 3;
    private static final int LONGEST = 64;

    private Recurring() {}

    private record Message(Direction direction, Bytes payload) {
        static Message of(Data data) {
            return new Message(data.direction(), data.payload());
        }
    }

    static Set<WireEvent> among(List<WireEvent> events) {
        var times = new HashMap<Message, List<WireEvent>>();
        for (var event : events) {
            if (event instanceof Data data && isShort(data.payload()) && data.isComplete()) {
                times.computeIfAbsent(Message.of(data), message -> new ArrayList<>())
                        .add(event);
            }
        }
        return times.values().stream()
                .filter(same -> same.size() >= TIMES)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    private static boolean isShort(Bytes payload) {
        return !payload.isEmpty() && payload.size() <= LONGEST;
    }
}
