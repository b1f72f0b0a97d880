package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent.Connected;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test connected too often. */
final class ShouldHaveRate extends WireErrorMessage {

    private ShouldHaveRate(Object peer, Rate allowed, Verdict failed, Transcript seen) {
        super(peer, "to have been connected to " + allowed, failed.but(), seen.marking(failed.marks()));
    }

    static ErrorMessageFactory shouldHaveRate(Object peer, Rate allowed, Verdict failed, Transcript seen) {
        return new ShouldHaveRate(peer, allowed, failed, seen);
    }

    static String tooMany(Connected first, Connected last) {
        return "connections #" + first.connection() + " to #" + last.connection() + " came within "
                + Times.between(first, last);
    }
}
