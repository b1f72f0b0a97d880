package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Failed;
import dev.peerless.transcript.WireEvent.TlsUnreadable;

/** A judge of one connection: waits for it to come, and then looks at nothing else. */
abstract class ConnectionJudge implements Judge {

    private final ConnectionScope scope;
    private final ConnectionState state = new ConnectionState();

    ConnectionJudge(ConnectionScope scope) {
        this.scope = scope;
    }

    final ConnectionScope scope() {
        return scope;
    }

    final ConnectionState state() {
        return state;
    }

    @Override
    public final Verdict see(WireEvent event) {
        // A peer that failed itself proves nothing about the code under test.
        if (event instanceof Failed failure && (event.connection() == 0 || event.connection() == scope.number())) {
            return Verdict.failed(But.peerFailed(failure), event);
        }
        if (event.connection() == scope.number()) {
            state.see(event);
            return event instanceof TlsUnreadable unreadable
                            && isBlindedBy(unreadable.reason())
                            && !isOverBefore(unreadable)
                    ? Verdict.failed(But.unreadable(unreadable), unreadable)
                    : seeOwn(event);
        }
        return event instanceof Connected other ? seeOther(other) : Verdict.OPEN;
    }

    /** Takes the beginning of another connection of the peer. */
    Verdict seeOther(Connected other) {
        return scope.isTheOnlyOne() ? Verdict.failed(But.several(scope.peer()), other) : Verdict.OPEN;
    }

    /** Tells whether it judges itself which other connections there may be, even where only one is meant. */
    boolean takesOthers() {
        return false;
    }

    /** Tells whether it cannot decide without what is said under TLS where the peer cannot read that. */
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return false;
    }

    /** Tells whether the time that it judges was over before something came. */
    boolean isOverBefore(WireEvent event) {
        return false;
    }

    abstract Verdict seeOwn(WireEvent event);

    @Override
    public final Verdict soFar(long now) {
        var connected = state.connected();
        return connected == null ? Verdict.OPEN : soFar(connected, now);
    }

    /** See {@link #soFar(long)}; the connection has come. */
    Verdict soFar(Connected connected, long now) {
        return Verdict.OPEN;
    }

    @Override
    public final long due(long patienceEnds) {
        var connected = state.connected();
        return connected == null ? patienceEnds : due(connected, patienceEnds);
    }

    /** See {@link #due(long)}; the connection has come. */
    long due(Connected connected, long patienceEnds) {
        return patienceEnds;
    }

    @Override
    public final Verdict timeUp() {
        return state.connected() == null ? Verdict.failed(But.notCome(scope.peer(), scope.patience())) : tooLate();
    }

    /** See {@link #timeUp()}; the connection has come. */
    abstract Verdict tooLate();

    @Override
    public final Verdict peerClosed() {
        return state.connected() == null
                ? Verdict.failed(But.PEER_CLOSED + " before it " + But.came(scope.peer()))
                : cutShort();
    }

    /** See {@link #peerClosed()}; the connection has come. */
    Verdict cutShort() {
        return Verdict.failed(But.PEER_CLOSED);
    }
}
