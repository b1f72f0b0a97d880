package dev.peerless.assertions;

import dev.peerless.wire.Bytes;

/** Counts where a pattern ends in a stream that comes in pieces; occurrences do not overlap. Looks at each byte once. */
final class Occurrences implements Sought.Finder {

    private final Bytes wanted;

    /** For each length matched, the longest shorter start of the pattern that it also ends with. */
    private final int[] fallback;

    private int matched;

    Occurrences(Bytes wanted) {
        this.wanted = wanted;
        this.fallback = fallback(wanted);
    }

    private static int[] fallback(Bytes wanted) {
        var fallback = new int[wanted.size() + 1];
        int length = 0;
        for (int i = 1; i < wanted.size(); i++) {
            while (length > 0 && wanted.at(i) != wanted.at(length)) {
                length = fallback[length];
            }
            if (wanted.at(i) == wanted.at(length)) {
                length++;
            }
            fallback[i + 1] = length;
        }
        return fallback;
    }

    @Override
    public int endingIn(Bytes piece) {
        int found = 0;
        for (int end = endIn(piece, 0); end >= 0; end = endIn(piece, end)) {
            found++;
        }
        return found;
    }

    /** Gives where the first occurrence ends in the next piece, or in the rest of it: the index behind it, or -1. */
    int endIn(Bytes piece, int from) {
        for (int i = from; i < piece.size(); i++) {
            while (matched > 0 && piece.at(i) != wanted.at(matched)) {
                matched = fallback[matched];
            }
            if (piece.at(i) == wanted.at(matched)) {
                matched++;
            }
            if (matched == wanted.size()) {
                matched = 0;
                return i + 1;
            }
        }
        return -1;
    }
}
