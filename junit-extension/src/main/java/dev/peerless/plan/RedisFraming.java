package dev.peerless.plan;

import dev.peerless.wire.Bytes;

/** What Redis clients send: arrays of bulk strings, or lines. */
final class RedisFraming {

    private static final Bytes LINE_END = Bytes.utf8("\r\n");

    private RedisFraming() {}

    /** Gives the length of the first command, or 0 if it has not all come. */
    static int length(Bytes seen) {
        int line = lineEnd(seen, 0);
        if (line < 0 || seen.at(0) != '*') {
            return Math.max(0, line);
        }
        int end = line;
        for (int strings = number(seen, 1, line); strings > 0; strings--) {
            int header = lineEnd(seen, end);
            if (header < 0) {
                return 0;
            }
            end = header + number(seen, end + 1, header) + LINE_END.size();
        }
        return end;
    }

    /** Gives where the line that begins there is over, or -1. */
    private static int lineEnd(Bytes seen, int from) {
        int end = from < seen.size() ? seen.indexOf(LINE_END, from) : -1;
        return end < 0 ? -1 : end + LINE_END.size();
    }

    private static int number(Bytes seen, int from, int lineEnd) {
        int to = lineEnd - LINE_END.size();
        // The line of a string's length may be empty, against the protocol.
        var digits = from > to ? "" : seen.slice(from, to).utf8();
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }
}
