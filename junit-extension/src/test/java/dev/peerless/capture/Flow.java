package dev.peerless.capture;

import dev.peerless.capture.Segment.Direction;
import dev.peerless.capture.Segment.Flag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes segments in the compact notation of {@link PacketCapture#flow(int)}. */
final class Flow {

    private final Map<Side, SequenceRanges> seen = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    private Flow() {}

    static List<String> of(List<Segment> segments) {
        var flow = new Flow();
        segments.forEach(flow::add);
        return flow.events.stream().map(Event::toString).toList();
    }

    private void add(Segment segment) {
        var direction = segment.direction();
        if (segment.has(Flag.RST)) {
            add(new Event(direction, "RST", 0));
            return;
        }
        var ranges = seen.computeIfAbsent(
                new Side(segment.connection(), segment.direction()), unseen -> new SequenceRanges());
        long sequence = segment.sequence();
        // SYN and FIN take a sequence number each, so that their retransmissions are found like those of data.
        if (segment.has(Flag.SYN) && ranges.add(sequence++, 1) > 0) {
            add(new Event(direction, "SYN", 0));
        }
        long bytes = ranges.add(sequence, segment.payload());
        if (bytes > 0) {
            add(new Event(direction, "data", bytes));
        }
        if (segment.has(Flag.FIN) && ranges.add(sequence + segment.payload(), 1) > 0) {
            add(new Event(direction, "FIN", 0));
        }
    }

    private void add(Event event) {
        int last = events.size() - 1;
        if (last >= 0 && events.get(last).continuedBy(event)) {
            events.set(last, events.get(last).plus(event));
        } else {
            events.add(event);
        }
    }

    private record Side(int connection, Direction direction) {}

    private record Event(Direction direction, String what, long bytes) {

        /** Into how many segments data is cut, and how many of them an RST each answers, is a matter of timing. */
        boolean continuedBy(Event next) {
            return direction == next.direction && what.equals(next.what) && (what.equals("data") || what.equals("RST"));
        }

        Event plus(Event next) {
            return new Event(direction, what, bytes + next.bytes);
        }

        @Override
        public String toString() {
            return direction + " " + what + (bytes > 0 ? " " + bytes : "");
        }
    }
}
