package dev.peerless.assertions;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsFailed;
import org.jspecify.annotations.Nullable;

/** How far one connection has come, from its events. */
final class ConnectionState {

    private @Nullable Connected connected;
    private @Nullable Fin finSent;
    private @Nullable Fin finReceived;
    private @Nullable Stalled stalled;
    private @Nullable TlsFailed tlsFailed;
    private @Nullable WireEvent over;

    void see(WireEvent event) {
        if (event instanceof Connected connect) {
            connected = connect;
        } else if (event instanceof Stalled stall) {
            stalled = stall;
        } else if (event instanceof Resumed) {
            stalled = null;
        } else if (event instanceof Rst rst) {
            over = rst;
        } else if (event instanceof TlsFailed failed) {
            tlsFailed = failed;
        } else if (event instanceof Fin fin) {
            if (fin.direction() == Direction.SENT) {
                finSent = fin;
            } else {
                finReceived = fin;
            }
            if (finSent != null && finReceived != null) {
                over = fin;
            }
        }
    }

    /** Tells whether nothing can arrive from the code under test after an event. */
    static boolean isInputEnd(WireEvent event) {
        return event instanceof Rst || (event instanceof Fin fin && fin.direction() == Direction.RECEIVED);
    }

    @Nullable
    Connected connected() {
        return connected;
    }

    @Nullable
    Fin finSent() {
        return finSent;
    }

    @Nullable
    Fin finReceived() {
        return finReceived;
    }

    /** The stall that still lasts. */
    @Nullable
    Stalled stalled() {
        return stalled;
    }

    /** The event after which nothing passes in either direction. */
    @Nullable
    WireEvent over() {
        return over;
    }

    /** The event after which nothing more can arrive that could be read: that which ended it, or TLS that failed. */
    @Nullable
    WireEvent payloadEnd() {
        return tlsFailed != null ? tlsFailed : inputEnd();
    }

    /** The event after which nothing more can arrive from the code under test. */
    @Nullable
    WireEvent inputEnd() {
        return over != null ? over : finReceived;
    }
}
