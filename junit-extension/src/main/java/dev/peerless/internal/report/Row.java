package dev.peerless.internal.report;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.CloseNotify;
import dev.peerless.transcript.WireEvent.ConnectFailed;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Corrupted;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsBytes;
import org.jspecify.annotations.Nullable;

/**
 * One event as a diagram shows it.
 *
 * @param kind what it looks like
 * @param time when, in words
 * @param nanos when, from the peer's epoch on
 * @param direction the one it went in, or {@code null} if it went nowhere
 * @param text what it was
 * @param decides whether it decided the verdict
 * @param heartbeat whether it came again and again
 */
record Row(
        Kind kind,
        String time,
        long nanos,
        @Nullable Direction direction,
        String text,
        boolean decides,
        boolean heartbeat) {

    enum Kind {
        CONNECT,
        DATA,
        FIN,
        RST,
        STALL,
        RESUME,
        RELEASE,
        OTHER
    }

    static Row of(Transcript transcript, WireEvent event, boolean decides, boolean heartbeat) {
        return new Row(
                kind(event),
                transcript.time(event),
                event.nanos() - transcript.epoch(),
                direction(event),
                transcript.describe(event),
                decides,
                heartbeat);
    }

    private static Kind kind(WireEvent event) {
        if (event instanceof Connected || event instanceof ConnectFailed) {
            return Kind.CONNECT;
        } else if (event instanceof Data || event instanceof TlsBytes) {
            return Kind.DATA;
        } else if (event instanceof Fin || event instanceof CloseNotify) {
            return Kind.FIN;
        } else if (event instanceof Rst) {
            return Kind.RST;
        } else if (event instanceof Stalled) {
            return Kind.STALL;
        }
        return event instanceof Resumed ? Kind.RESUME : event instanceof Released ? Kind.RELEASE : Kind.OTHER;
    }

    private static @Nullable Direction direction(WireEvent event) {
        if (event instanceof Connected connected) {
            return connected.direction();
        } else if (event instanceof ConnectFailed) {
            return Direction.SENT;
        } else if (event instanceof Data data) {
            return data.direction();
        } else if (event instanceof TlsBytes bytes) {
            return bytes.direction();
        } else if (event instanceof Fin fin) {
            return fin.direction();
        } else if (event instanceof Rst rst) {
            return rst.direction();
        } else if (event instanceof Corrupted corrupted) {
            return corrupted.direction();
        } else if (event instanceof CloseNotify notify) {
            return notify.direction();
        }
        return event instanceof Released ? Direction.RECEIVED : null;
    }

    /** Says what it is beside its text, for those who do not see the drawing. */
    String note() {
        if (decides) {
            return heartbeat ? "heartbeat; decides the verdict" : "decides the verdict";
        }
        return heartbeat ? "heartbeat" : "";
    }
}
