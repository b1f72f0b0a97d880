package dev.peerless.fault;

import java.util.ArrayList;
import org.apiguardian.api.API;

/**
 * How bytes are altered on their way: bits that flip, random bytes that nobody sent, or both. At least one of the two.
 *
 * <p>What happens to a byte depends on the fault's seed, the connection's number, the direction, and how many bytes had been
 * given to pass that way before it: not on how writes and reads were cut.
 *
 * @param flipOneIn in one of so many bytes, on average, one bit is flipped; 1 for every byte, 0 for none
 * @param garbageBytes how many random bytes are inserted, once on each connection; 0 for none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Corruption(int flipOneIn, int garbageBytes) {

    /** The most garbage that can be inserted at once: 16 MiB. */
    public static final int MOST_GARBAGE = 16 * 1024 * 1024;

    /**
     * Checks the numbers.
     *
     * @param flipOneIn in one of so many bytes, on average, one bit is flipped; 1 for every byte, 0 for none
     * @param garbageBytes how many random bytes are inserted, once on each connection; 0 for none
     * @throws IllegalArgumentException if a number is negative, both are 0, or there is too much garbage
     */
    public Corruption {
        if (flipOneIn < 0) {
            throw new IllegalArgumentException(
                    "a bit flips in one of at least 1 byte, but was to in one of " + flipOneIn);
        } else if (garbageBytes < 0 || garbageBytes > MOST_GARBAGE) {
            throw new IllegalArgumentException(
                    "garbage is 1 to " + MOST_GARBAGE + " bytes, but was to be " + garbageBytes);
        } else if (flipOneIn == 0 && garbageBytes == 0) {
            throw new IllegalArgumentException("a corruption flips bits or inserts garbage, but was to do neither");
        }
    }

    /**
     * Flips one bit in one of so many bytes, on average.
     *
     * @param oneIn at least 1, which is every byte
     * @return the corruption
     * @throws IllegalArgumentException if it is less
     */
    public static Corruption flips(int oneIn) {
        if (oneIn == 0) {
            throw new IllegalArgumentException("a bit flips in one of at least 1 byte, but was to in one of 0");
        }
        return new Corruption(oneIn, 0);
    }

    /**
     * Inserts random bytes.
     *
     * @param bytes how many, from 1 to {@link #MOST_GARBAGE}
     * @return the corruption
     * @throws IllegalArgumentException if it is another number
     */
    public static Corruption garbage(int bytes) {
        return new Corruption(0, bytes);
    }

    /**
     * Inserts random bytes as well.
     *
     * @param bytes how many, from 0 to {@link #MOST_GARBAGE}
     * @return the corruption with that garbage
     */
    public Corruption withGarbage(int bytes) {
        return new Corruption(flipOneIn, bytes);
    }

    @Override
    public String toString() {
        var parts = new ArrayList<String>(2);
        if (flipOneIn > 0) {
            parts.add(flipOneIn == 1 ? "a bit in every byte" : "a bit in 1 of " + flipOneIn + " bytes");
        }
        if (garbageBytes > 0) {
            parts.add(garbageBytes == 1 ? "1 byte of garbage" : garbageBytes + " bytes of garbage");
        }
        return String.join(", ", parts);
    }
}
