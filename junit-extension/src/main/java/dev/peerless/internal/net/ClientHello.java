package dev.peerless.internal.net;

import java.nio.ByteBuffer;

/**
 * Tells where a ClientHello begins, at the beginning of what is read: a record of the handshake, in it the message, and
 * its versions. However it is cut, no more than its first bytes are looked at.
 */
final class ClientHello {

    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int CLIENT_HELLO = 1;
    private static final int MAJOR_VERSION = 3;
    private static final int LENGTH_OF_SIGN = 10;

    private int matched;
    private boolean seen;

    /** Looks at what was read next, from a position on, and tells whether the first ClientHello is now known to be there. */
    boolean appearsIn(ByteBuffer bytes, int from, int count) {
        if (seen) {
            return false;
        }
        boolean begun = matched > 0;
        seen = goesOn(bytes, from, count) || (begun && matched == 0 && goesOn(bytes, from, count));
        return seen;
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
            // The length of a hello is less than 64 KiB, and the minor version of a record that of TLS 1.3 at most.
            case 6 -> next == 0;
            case 2 -> next <= MAJOR_VERSION + 1;
            default -> true;
        };
    }
}
