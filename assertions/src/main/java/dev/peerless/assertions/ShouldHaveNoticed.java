package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that the code under test did not notice the loss of a connection, or too late. */
final class ShouldHaveNoticed extends WireErrorMessage {

    static final String NOR_CONNECTED = ", and no new connection had come";

    /** Says why it cannot be known. */
    static final String FIN_BEFORE =
            "the code under test had sent its FIN before the loss, so giving up its end sends nothing more";

    private ShouldHaveNoticed(
            ConnectionScope scope, Duration limit, @Nullable WireEvent end, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                "to have its loss noticed by the code under test" + But.within(limit) + " of " + PeerEnd.name(end),
                failed.but(),
                scope.shown(seen, failed) + Netstat.under(scope.peer()),
                Traps.unnoticed(failed, seen));
    }

    static ErrorMessageFactory shouldHaveNoticed(
            ConnectionScope scope, Duration limit, @Nullable WireEvent end, Verdict failed, Transcript seen) {
        return new ShouldHaveNoticed(scope, limit, end, failed, seen);
    }

    static String late(WireEvent end, WireEvent sign) {
        var time = " only after " + Times.between(end, sign);
        return sign instanceof Connected
                ? "a new connection came" + time + ", and the lost one had not been given up before"
                : "it was released" + time;
    }

    static String notConnected(Duration limit, String whyNothingElseTells) {
        return "no new connection came" + But.within(limit)
                + ", and whether it noticed in another way cannot be known: " + whyNothingElseTells;
    }

    static String forgotten(Duration patience) {
        return "a firewall had forgotten it, which shows only by what is sent, and nothing was" + But.within(patience);
    }

    /** Says that there was nothing to notice. */
    static String endedItself(WireEvent own) {
        return But.did(own) + " before anything was lost";
    }

    static String resumed(Duration patience) {
        return "its stall was resumed, and the peer did nothing else to end it or to cut it off" + But.within(patience);
    }

    static String notLost(Duration patience) {
        return "the peer did nothing to end it or to cut it off" + But.within(patience);
    }
}
