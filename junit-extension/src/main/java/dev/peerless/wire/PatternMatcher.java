package dev.peerless.wire;

import org.apiguardian.api.API;

/**
 * Finds a byte pattern in a stream (Knuth, Morris and Pratt), looking at each byte once, wherever the reads cut it. Occurrences
 * do not overlap: after each it begins anew. Not safe for use by several threads at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class PatternMatcher {

    private final Bytes pattern;

    /** For each index, how long the longest shorter start of the pattern is that ends there, too. */
    private final int[] fallback;

    private int matched;

    /**
     * Begins before the first byte of a stream.
     *
     * @param pattern what to find, at least one byte
     */
    public PatternMatcher(Bytes pattern) {
        this.pattern = pattern;
        this.fallback = new int[pattern.size()];
        for (int i = 1, length = 0; i < pattern.size(); i++) {
            length = extend(length, pattern.at(i));
            fallback[i] = length;
        }
    }

    /**
     * Looks at the next byte of the stream.
     *
     * @param next the byte
     * @return whether it completes the pattern
     */
    public boolean completes(byte next) {
        matched = extend(matched, next);
        boolean complete = matched == pattern.size();
        if (complete) {
            matched = 0;
        }
        return complete;
    }

    private int extend(int length, byte next) {
        int prefix = length;
        while (prefix > 0 && next != pattern.at(prefix)) {
            prefix = fallback[prefix - 1];
        }
        return next == pattern.at(prefix) ? prefix + 1 : prefix;
    }
}
