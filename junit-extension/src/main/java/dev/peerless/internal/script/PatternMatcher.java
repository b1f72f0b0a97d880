package dev.peerless.internal.script;

import dev.peerless.wire.Bytes;

/** Finds a byte pattern in a stream (Knuth, Morris and Pratt), looking at each byte once, wherever the reads cut it. */
final class PatternMatcher {

    private final Bytes pattern;
    private final int[] fallback;
    private int matched;

    PatternMatcher(Bytes pattern) {
        this.pattern = pattern;
        this.fallback = new int[pattern.size()];
        for (int i = 1, length = 0; i < pattern.size(); i++) {
            length = extend(length, pattern.at(i));
            fallback[i] = length;
        }
    }

    /** Looks at the next byte of the stream and tells whether it completes the pattern. To be asked until it does. */
    boolean completes(byte next) {
        matched = extend(matched, next);
        return matched == pattern.size();
    }

    private int extend(int length, byte next) {
        int prefix = length;
        while (prefix > 0 && next != pattern.at(prefix)) {
            prefix = fallback[prefix - 1];
        }
        return next == pattern.at(prefix) ? prefix + 1 : prefix;
    }
}
