package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.regex.Pattern;

/** STOMP: frames that end with a NUL, and ends of lines between them. */
final class StompFraming {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("\ncontent-length:(\\d{1,9})\r?\n");

    private StompFraming() {}

    /** Gives the length of the first frame or end of line, or 0 if it has not all come. */
    static int length(Bytes seen) {
        if (seen.at(0) == '\n') {
            return 1;
        } else if (seen.at(0) == '\r') {
            return seen.size() < 2 ? 0 : 2;
        }
        int body = bodyOf(seen);
        if (body == 0) {
            return 0;
        }
        // A body whose length is told may hold NULs.
        var told = CONTENT_LENGTH.matcher(seen.slice(0, body).utf8());
        int from = told.find() ? body + Integer.parseInt(told.group(1)) : body;
        int end = from < seen.size() ? seen.indexOf(Bytes.of((byte) 0), from) : -1;
        return end + 1;
    }

    private static int bodyOf(Bytes seen) {
        int plain = MessageLengths.after(seen, "\n\n");
        int withReturns = MessageLengths.after(seen, "\r\n\r\n");
        return plain == 0 || withReturns == 0 ? Math.max(plain, withReturns) : Math.min(plain, withReturns);
    }
}
