package dev.peerless.plan;

import dev.peerless.wire.Bytes;

/** How long messages are in protocols that take some lines to say so; 0 as long as that cannot be told. */
final class MessageLengths {

    private static final int SOH = 1;

    private MessageLengths() {}

    static int mqtt(Bytes seen) {
        int length = 0;
        for (int i = 1; i < Math.min(seen.size(), 5); i++) {
            length |= (seen.at(i) & 0x7f) << (7 * (i - 1));
            if ((seen.at(i) & 0x80) == 0) {
                return 1 + i + length;
            }
        }
        return 0;
    }

    static int webSocket(Bytes seen) {
        if (seen.at(0) == 'G' || seen.at(0) == 'H') {
            // The opening handshake, of the client or of the server. No frame begins so: it would use reserved bits.
            return after(seen, "\r\n\r\n");
        }
        if (seen.size() < 2) {
            return 0;
        }
        int shortLength = seen.at(1) & 0x7f;
        int lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        if (seen.size() < 2 + lengthBytes) {
            return 0;
        }
        int maskBytes = (seen.at(1) & 0x80) == 0 ? 0 : 4;
        int header = 2 + lengthBytes + maskBytes;
        return switch (lengthBytes) {
            case 0 -> header + shortLength;
            case 2 -> header + Integers.int16(seen, 2);
            default -> Integers.length64(seen, 2, header);
        };
    }

    /** {@code 8=FIX.4.4|9=57|...|10=123|}, where the second field counts the bytes from behind it up to the last one. */
    static int fix(Bytes seen) {
        var separator = Bytes.of((byte) SOH);
        int first = seen.indexOf(separator, 0);
        int second = first < 0 ? -1 : seen.indexOf(separator, first + 1);
        if (second < 0) {
            return 0;
        }
        var digits = seen.slice(first + 1, second).utf8();
        return digits.matches("9=\\d{1,7}")
                ? second + 1 + Integer.parseInt(digits.substring(2)) + "10=000|".length()
                : 0;
    }

    static int mySql(Bytes seen) {
        return seen.size() < 4
                ? 0
                : 4 + (Integers.int8(seen, 0) | Integers.int8(seen, 1) << 8 | Integers.int8(seen, 2) << 16);
    }

    /** The length counts itself, but not the letter before it; less than itself is against the protocol. */
    static int postgreSql(Bytes seen) {
        int letter = seen.at(0) == 0 ? 0 : 1;
        int length = seen.size() < letter + 4 ? 0 : Integers.length32(seen, letter, letter);
        return length < letter + 4 ? 0 : length;
    }

    /** Gives the length up to the end of the first such mark, or 0. */
    static int after(Bytes seen, String mark) {
        int at = seen.indexOf(Bytes.utf8(mark), 0);
        return at < 0 ? 0 : at + mark.length();
    }
}
