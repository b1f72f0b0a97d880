package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that the code under test kept its end of a connection too long. */
final class ShouldHaveBeenReleased extends WireErrorMessage {

    static final String PEER_CLOSED = "the peer was closed before that could be seen; close it after the assertion";

    /** Says why it cannot be known. */
    static final String NOTHING_AFTER_RST = "a RST ends all that can be seen on the wire, and which descriptor"
            + " holds the other end was not noted before it; that takes Linux, a code under test of the same user, and"
            + " watchReleases(true); or have the peer close instead of reset, then the FIN or RST that comes back tells";

    static final String AFTER_RST = But.unknown(NOTHING_AFTER_RST);

    private ShouldHaveBeenReleased(
            ConnectionScope scope, Duration limit, @Nullable WireEvent end, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                "to have been released by the code under test" + But.within(limit) + " of " + PeerEnd.name(end),
                failed.but(),
                scope.shown(seen, failed) + Netstat.under(scope.peer()),
                Traps.holding(failed, seen));
    }

    static ErrorMessageFactory shouldHaveBeenReleased(
            ConnectionScope scope, Duration limit, @Nullable WireEvent end, Verdict failed, Transcript seen) {
        return new ShouldHaveBeenReleased(scope, limit, end, failed, seen);
    }

    static String late(WireEvent end, WireEvent release) {
        return "it was released only after " + Times.between(end, release);
    }

    static String stillHeld(boolean afterRst, Duration limit) {
        return (afterRst
                        ? "its socket was still open after "
                        : "the code under test had sent neither FIN nor RST after ")
                + DurationText.of(limit);
    }

    static String notEnded(Duration patience) {
        return "neither side did anything to end it" + But.within(patience);
    }
}
