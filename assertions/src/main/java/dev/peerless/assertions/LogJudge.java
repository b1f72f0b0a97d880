package dev.peerless.assertions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides one assertion by all that has been captured so far. It knows no clock and no thread. */
interface LogJudge {

    /**
     * What it makes of that.
     *
     * @param isFailed whether it would fail if no more came
     * @param isFinal whether more cannot change that
     * @param but what is so instead
     * @param deciding the entries to be marked
     */
    record Verdict(boolean isFailed, boolean isFinal, String but, List<LogEntry> deciding) {

        /** Of what must not be: it may still come. */
        static final Verdict PASSED_SO_FAR = new Verdict(false, false, "", List.of());

        static Verdict failed(String but, List<LogEntry> deciding) {
            return new Verdict(true, true, but, deciding);
        }
    }

    Verdict judge(List<LogEntry> entries);

    /** What was expected, such as {@code to have at most 1 line about CONNECTION_RESET}. */
    String expectation();

    /** Gives the trap that a failure is about, {@code null} for none. */
    default @Nullable Trap trap(List<LogEntry> entries) {
        return null;
    }

    /** Tells whether it waits for more to come, rather than for nothing to come. */
    default boolean isWaiting() {
        return false;
    }
}
