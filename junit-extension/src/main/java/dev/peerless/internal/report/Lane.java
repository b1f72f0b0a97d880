package dev.peerless.internal.report;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * One connection of a peer, or what concerns the peer as a whole, which has the number 0. A long one is shortened in the
 * middle, so that neither memory nor page grow with what a test sends; events that decide stay.
 *
 * @param anchor where it stands in the page
 * @param number the connection's number
 * @param before the first events
 * @param leftOut how many events are not shown behind those
 * @param after the last events
 */
record Lane(String anchor, int number, List<Row> before, int leftOut, List<Row> after) {

    static final int SHOWN_AT_START = 100;
    static final int SHOWN_AT_END = 100;

    /** Gives the connections of a peer, of which a failure's message may mark events. */
    static List<Lane> all(String anchor, Transcript transcript, String message) {
        var deciding = new HashSet<>(transcript.markedIn(message));
        var byNumber = new TreeMap<Integer, List<WireEvent>>();
        for (var event : transcript.events()) {
            byNumber.computeIfAbsent(event.connection(), number -> new ArrayList<>())
                    .add(event);
        }
        return byNumber.entrySet().stream()
                .map(own -> of(anchor + "c" + own.getKey(), own.getKey(), transcript, own.getValue(), deciding))
                .toList();
    }

    private static Lane of(
            String anchor, int number, Transcript transcript, List<WireEvent> events, Set<WireEvent> deciding) {
        var heartbeats = Recurring.among(events);
        var before = new ArrayList<Row>();
        var after = new ArrayList<Row>();
        int leftOut = 0;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            boolean decides = deciding.contains(event);
            if (decides || i < SHOWN_AT_START || i >= events.size() - SHOWN_AT_END) {
                (leftOut == 0 ? before : after).add(Row.of(transcript, event, decides, heartbeats.contains(event)));
            } else {
                leftOut++;
            }
        }
        return new Lane(anchor, number, List.copyOf(before), leftOut, List.copyOf(after));
    }

    boolean decides() {
        return rows().stream().anyMatch(Row::decides);
    }

    List<Row> rows() {
        var all = new ArrayList<>(before);
        all.addAll(after);
        return all;
    }

    String name() {
        return number == 0 ? "the peer itself" : "connection #" + number;
    }

    String omission() {
        return leftOut + (leftOut == 1 ? " event is" : " events are") + " left out here";
    }
}
