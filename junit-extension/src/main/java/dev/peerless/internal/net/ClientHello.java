package dev.peerless.internal.net;

import java.nio.ByteBuffer;

/**
 * Tells where a ClientHello begins: a record of the handshake, in it the message, and its versions. Where a read begins
 * that is sign enough, however it is cut. Behind something else in a read, such as the header of a protocol that wraps
 * TLS, the lengths of record and message have to fit as well, as such bytes may come by chance.
 */
final class ClientHello {

    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int CLIENT_HELLO = 1;
    private static final int MAJOR_VERSION = 3;
    /** A record of TLS 1.3 at most. */
    private static final int LAST_MINOR_VERSION = 4;

    private static final int LENGTH_OF_SIGN = 10;

    private static final int LENGTH_OF_STRONG_SIGN = 11;
    /** Behind the record's length: the message, its length of less than 64 KiB, and a version up to TLS 1.2. */
    private static final long MESSAGE = 0x0000_0100_0000_0300L;

    private static final long MESSAGE_MASK = 0x0000_ffff_0000_fffcL;
    private static final int MESSAGE_HEADER = 4;

    private int matched;
    private long last;
    private long beforeThese;
    private boolean seen;

    /**
     * Looks at what was read next, and gives at which byte of that the first ClientHello begins, if that is known now: 0
     * if it began in an earlier read. Gives -1 for none.
     *
     * @param searched how many of these bytes are to be searched for one that is not at their beginning
     */
    int begins(ByteBuffer bytes, int from, int count, int searched) {
        if (seen) {
            return -1;
        }
        int at = isAtTheBeginning(bytes, from, count) ? 0 : search(bytes, from, searched);
        seen = at >= 0;
        return at;
    }

    private boolean isAtTheBeginning(ByteBuffer bytes, int from, int count) {
        boolean begun = matched > 0;
        return goesOn(bytes, from, count) || (begun && matched == 0 && goesOn(bytes, from, count));
    }

    private boolean goesOn(ByteBuffer bytes, int from, int count) {
        for (int i = 0; i < count && matched < LENGTH_OF_SIGN; i++) {
            if (!isSign(bytes.get(from + i) & 0xff)) {
                matched = 0;
                return false;
            }
            matched++;
        }
        return matched == LENGTH_OF_SIGN;
    }

    private boolean isSign(int next) {
        return switch (matched) {
            case 0 -> next == HANDSHAKE_RECORD;
            case 1, 9 -> next == MAJOR_VERSION;
            case 5 -> next == CLIENT_HELLO;
            // The length of a hello is less than 64 KiB.
            case 6 -> next == 0;
            case 2 -> next <= LAST_MINOR_VERSION;
            default -> true;
        };
    }

    private int search(ByteBuffer bytes, int from, int count) {
        for (int i = 0; i < count; i++) {
            beforeThese = (beforeThese << Byte.SIZE) | (last >>> (Long.SIZE - Byte.SIZE));
            last = (last << Byte.SIZE) | (bytes.get(from + i) & 0xff);
            if ((last & MESSAGE_MASK) == MESSAGE && isRecordOfThatLength()) {
                return Math.max(0, i + 1 - LENGTH_OF_STRONG_SIGN);
            }
        }
        return -1;
    }

    private boolean isRecordOfThatLength() {
        long record = last >>> (Long.SIZE - Short.SIZE);
        long message = (last >>> Short.SIZE) & 0xffff;
        return record == MESSAGE_HEADER + message
                && ((beforeThese >> Short.SIZE) & 0xff) == HANDSHAKE_RECORD
                && ((beforeThese >> Byte.SIZE) & 0xff) == MAJOR_VERSION
                && (beforeThese & 0xff) <= LAST_MINOR_VERSION;
    }
}
