package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test did not connect again, or too late. */
final class ShouldHaveReconnected extends WireErrorMessage {

    static final String NOT_BEFORE_CLOSING = "no connection came between the end marked and the closing of the peer";

    private ShouldHaveReconnected(Endpoint peer, Duration limit, Verdict failed, Transcript seen) {
        super(
                peer,
                "to have been connected to again within " + DurationText.of(limit) + " of each end of a connection",
                failed.but(),
                seen.marking(failed.marks()) + Netstat.under(peer),
                Traps.unnoticed(failed, seen));
    }

    static ErrorMessageFactory shouldHaveReconnected(Endpoint peer, Duration limit, Verdict failed, Transcript seen) {
        return new ShouldHaveReconnected(peer, limit, failed, seen);
    }

    static String late(WireEvent end, WireEvent connected) {
        return "after connection #" + end.connection() + " the next came only after " + Times.between(end, connected);
    }

    static String notWithin(Duration limit) {
        return "no connection came within " + DurationText.of(limit) + " of the end marked";
    }

    static String notEnded(String until) {
        return "no connection was ended by a fault, by the test or by an upstream" + until;
    }
}
