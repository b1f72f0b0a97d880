package dev.peerless.assertions;

import dev.peerless.peer.ClientPeer;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Vanished;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the code under test noticed soon enough that a connection was lost: by giving up its end of it, or by
 * connecting anew.
 */
final class NoticeJudge extends ReactionJudge {

    private @Nullable WireEvent ownEnd;
    private @Nullable Vanished forgotten;
    private @Nullable WireEvent blind;

    NoticeJudge(ConnectionScope scope, Duration limit) {
        super(scope, limit);
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (event instanceof Vanished vanished) {
            forgotten = vanished;
        }
        if (isRelease(event)) {
            return ended(event);
        }
        if (isBlinding(event)) {
            return blinded(event);
        }
        // Its FIN came before: what is left to see is that it connects anew, if there is a loss at all.
        return event instanceof Fin && state().over() != null ? overByBothFins(event) : Verdict.OPEN;
    }

    private Verdict ended(WireEvent event) {
        if (isLost()) {
            return noticed(event);
        }
        ownEnd = event;
        return event instanceof Rst ? Verdict.failed(ShouldHaveNoticed.endedItself(event), event) : Verdict.OPEN;
    }

    /** A connection that a firewall has forgotten is lost, too, though nothing tells of that yet. */
    private boolean isLost() {
        return from() != null || forgotten != null;
    }

    private Verdict noticed(WireEvent sign) {
        var from = from();
        return from != null && isTooLate(sign)
                ? Verdict.failed(ShouldHaveNoticed.late(from, sign), from, sign)
                : Verdict.PASSED;
    }

    private Verdict blinded(WireEvent rst) {
        var from = from();
        if (from != null && isTooLate(rst)) {
            return missing(from);
        }
        if (Causes.isPeerClosing(rst)) {
            return Verdict.failed(But.CLOSED_BEFORE_SEEN, rst);
        }
        blind = rst;
        return canConnectAnew() ? Verdict.OPEN : Verdict.failed(But.AFTER_RST, rst);
    }

    private Verdict overByBothFins(WireEvent fin) {
        var own = ownEnd;
        if (own == null || (canConnectAnew() && ReconnectJudge.isEnd(fin))) {
            return Verdict.OPEN;
        }
        return Verdict.failed(ShouldHaveNoticed.endedItself(own), own);
    }

    /** A server under test waits to be connected to. */
    private boolean canConnectAnew() {
        return !(scope().peer() instanceof ClientPeer);
    }

    @Override
    boolean takesOthers() {
        return true;
    }

    @Override
    Verdict seeOther(Connected other) {
        return isLost() && canConnectAnew() ? noticed(other) : super.seeOther(other);
    }

    @Override
    Verdict nothingToReactTo() {
        var own = ownEnd;
        if (own != null) {
            return Verdict.failed(ShouldHaveNoticed.endedItself(own), own);
        }
        var before = forgotten;
        if (before != null) {
            return Verdict.failed(ShouldHaveNoticed.forgotten(scope().patience()), before);
        }
        var stall = resumed();
        return stall == null
                ? Verdict.failed(ShouldHaveNoticed.notLost(scope().patience()))
                : Verdict.failed(ShouldHaveNoticed.resumed(scope().patience()), stall);
    }

    @Override
    Verdict missing(WireEvent from) {
        if (isStalled()) {
            return Verdict.failed(unknown(But.READS_NOTHING), from);
        } else if (blind != null) {
            return Verdict.failed(unknown(But.NOTHING_AFTER_RST), from);
        }
        var own = ownEnd;
        if (own != null) {
            return Verdict.failed(unknown(ShouldHaveNoticed.FIN_BEFORE), own, from);
        }
        return Verdict.failed(
                But.stillHeld(state().over() instanceof Rst, limit())
                        + (canConnectAnew() ? ShouldHaveNoticed.NOR_CONNECTED : ""),
                from);
    }

    private String unknown(String why) {
        return canConnectAnew() ? ShouldHaveNoticed.notConnected(limit(), why) : But.unknown(why);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveNoticed.shouldHaveNoticed(scope(), limit(), from(), failed, seen);
    }
}
