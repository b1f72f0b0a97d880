package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test tried again in another rhythm than expected, or not so often. */
final class ShouldHaveAttempted extends WireErrorMessage {

    private ShouldHaveAttempted(Object peer, int attempts, Spacing expected, Verdict failed, Transcript seen) {
        super(
                peer,
                "to have been connected to " + attempts + " times " + expected,
                failed.but(),
                seen.marking(failed.marks()));
    }

    static ErrorMessageFactory shouldHaveAttempted(
            Object peer, int attempts, Spacing expected, Verdict failed, Transcript seen) {
        return new ShouldHaveAttempted(peer, attempts, expected, failed, seen);
    }
}
