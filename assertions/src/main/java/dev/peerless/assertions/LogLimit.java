package dev.peerless.assertions;

/**
 * How many lines there may be, or must be.
 *
 * @param isAtMost whether that is the most, and not the least
 */
record LogLimit(int lines, boolean isAtMost) {

    static LogLimit atMost(int lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("a log has 0 lines or more, but was to have at most " + lines);
        }
        return new LogLimit(lines, true);
    }

    static LogLimit atLeast(int lines) {
        if (lines < 1) {
            throw new IllegalArgumentException("a log has 0 lines anyway, but was to have at least " + lines);
        }
        return new LogLimit(lines, false);
    }

    boolean isKeptBy(int count) {
        return isAtMost ? count <= lines : count >= lines;
    }

    /** Tells whether more lines cannot change that. */
    boolean isFinal(int count) {
        return isAtMost != isKeptBy(count);
    }

    @Override
    public String toString() {
        return "at " + (isAtMost ? "most " : "least ") + count(lines);
    }

    static String count(int lines) {
        return lines + (lines == 1 ? " line" : " lines");
    }
}
