package dev.peerless.capture;

import java.util.TreeMap;

/** Which sequence numbers have been seen, so that a retransmission can be told from something new. */
final class SequenceRanges {

    /** Start to exclusive end; the ranges neither overlap nor touch. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** Adds a range and returns how many of its numbers are new. */
    long add(long from, long length) {
        long start = from;
        long end = from + length;
        long fresh = length;
        var neighbour = ranges.floorEntry(end);
        while (length > 0 && neighbour != null && neighbour.getValue() >= from) {
            fresh -= Math.min(neighbour.getValue(), from + length) - Math.max(neighbour.getKey(), from);
            start = Math.min(start, neighbour.getKey());
            end = Math.max(end, neighbour.getValue());
            ranges.remove(neighbour.getKey());
            neighbour = ranges.floorEntry(from + length);
        }
        if (length > 0) {
            ranges.put(start, end);
        }
        return fresh;
    }
}
