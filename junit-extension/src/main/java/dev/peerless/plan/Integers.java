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
}
