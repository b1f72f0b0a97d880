package dev.peerless.assertions;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.PatternMatcher;

/** Counts where a pattern ends in a stream that comes in pieces; occurrences do not overlap. Looks at each byte once. */
final class Occurrences implements Sought.Finder {

    private final PatternMatcher matcher;

    Occurrences(Bytes wanted) {
        this.matcher = new PatternMatcher(wanted);
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
            if (matcher.completes(piece.at(i))) {
                return i + 1;
            }
        }
        return -1;
    }
}
