package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;

import dev.peerless.transcript.Transcript;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that the code under test sent something more often than it should, or not so often. */
final class ShouldHaveSentSoOften extends WireErrorMessage {

    /** To be followed by where and when. */
    static final String FOUND = "it was sent ";

    static final String NOT_RECORDED =
            "that cannot be known: not all that was received was recorded, from the line marked"
                    + " on; have the peer keep more with recordPayloadUpTo(bytes) or @Peerless(recordPayloadUpTo = bytes)";

    private ShouldHaveSentSoOften(
            Object peer, Repeats expected, String but, Verdict failed, Transcript seen, @Nullable Trap trap) {
        super(peer, expected.toString(), but, seen.marking(failed.marks()), trap);
    }

    static ErrorMessageFactory shouldHaveSentSoOften(Object peer, Repeats expected, Verdict failed, Transcript seen) {
        var but = failed.but().equals(FOUND) ? FOUND + where(failed, seen) : failed.but();
        var trap = failed.but().equals(FOUND) ? trap(expected.what(), seen) : null;
        return new ShouldHaveSentSoOften(peer, expected, but, failed, seen, trap);
    }

    private static @Nullable Trap trap(Sought what, Transcript seen) {
        boolean isPartOfAnother =
                what instanceof Sought.Literally literally && LongerWords.areAmong(literally.wanted(), seen);
        return isPartOfAnother ? Trap.PART_OF_A_LONGER_WORD : SilentRetry.trap(seen);
    }

    static String onlyFound(int count, String until) {
        return (count == 0 ? "it was not sent" : "it was sent only " + (count == 1 ? "once" : count + " times"))
                + until;
    }

    private static String where(Verdict failed, Transcript seen) {
        return failed.deciding().size() + " times: "
                + failed.deciding().stream()
                        .map(event -> "on #" + event.connection() + " at " + Times.sinceStart(event, seen.epoch()))
                        .collect(joining(", "));
    }
}
