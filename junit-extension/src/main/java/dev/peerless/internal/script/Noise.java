package dev.peerless.internal.script;

import java.nio.ByteBuffer;

/**
 * What a seed does to the bytes that go in one direction on one connection. A pure function of a byte's position, so
 * that neither how the bytes are cut nor when corruption began makes a difference.
 */
final class Noise {

    /** SplitMix64: consecutive multiples of this, mixed, are as good as random. */
    private static final long STRIDE = 0x9E3779B97F4A7C15L;

    private static final int BITS = 8;

    private final long flips;
    private final long garbage;

    Noise(long seed, int connection, boolean sending) {
        long key = mixed(mixed(mixed(seed) + connection) + (sending ? 1 : 2));
        this.flips = mixed(key + 1);
        this.garbage = mixed(key + 2);
    }

    /** Gives the bit to flip in a byte, or 0 for none. */
    int flipAt(long position, int oneIn) {
        long drawn = mixed(flips + position * STRIDE);
        boolean isChosen = ((drawn >>> Integer.SIZE) * oneIn) >>> Integer.SIZE == 0;
        return isChosen ? 1 << (drawn & (BITS - 1)) : 0;
    }

    /** Gives so many random bytes. */
    ByteBuffer garbage(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) mixed(garbage + i * STRIDE);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
