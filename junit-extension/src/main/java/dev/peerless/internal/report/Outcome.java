package dev.peerless.internal.report;

/** How a test ended. */
public enum Outcome {
    PASSED("passed"),
    FAILED("failed"),
    ABORTED("aborted");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
