package dev.peerless.plan;

import dev.peerless.wire.Bytes;

/** Integers as most protocols send them: the highest byte first. */
final class Integers {

    private Integers() {}

    static int int8(Bytes bytes, int index) {
        return bytes.at(index) & 0xff;
    }

    static int int16(Bytes bytes, int index) {
        return int8(bytes, index) << 8 | int8(bytes, index + 1);
    }

    static int int24(Bytes bytes, int index) {
        return int16(bytes, index) << 8 | int8(bytes, index + 2);
    }

    static int int32(Bytes bytes, int index) {
        return int24(bytes, index) << 8 | int8(bytes, index + 3);
    }

    /** A length without sign and some bytes more; one beyond what an array holds is the longest that there can be. */
    static int length32(Bytes bytes, int index, int more) {
        return (int) Math.min(Integer.MAX_VALUE, Integer.toUnsignedLong(int32(bytes, index)) + more);
    }

    /** See {@link #length32}. */
    static int length64(Bytes bytes, int index, int more) {
        return int32(bytes, index) == 0 ? length32(bytes, index + 4, more) : Integer.MAX_VALUE;
    }
}
