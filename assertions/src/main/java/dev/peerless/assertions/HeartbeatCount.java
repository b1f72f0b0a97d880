package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;

/** Counts the heartbeats of one connection, and knows when it cannot. */
final class HeartbeatCount {

    private final Heartbeat heartbeat;
    private final Heartbeat.Recogniser recogniser;
    private long received;
    private long recorded;
    private int count;

    HeartbeatCount(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
        this.recogniser = heartbeat.begin();
    }

    /** Takes what was read next, and tells whether a heartbeat ended in it. */
    boolean endsIn(Data data) {
        received += data.size();
        recorded += data.payload().size();
        int found = recogniser.heartbeatsIn(data);
        count += found;
        return found > 0;
    }

    int count() {
        return count;
    }

    /** Tells whether heartbeats may have been missed, since not all payload was recorded. */
    boolean isUncertain() {
        return heartbeat.needsPayload() && recorded < received;
    }

    /** Tells whether heartbeats may be missed, since what is said under TLS is not all read. */
    boolean isBlindedBy(TlsUnreadable.Reason reason) {
        return heartbeat.needsPayload() || reason == TlsUnreadable.Reason.NOT_DECRYPTED;
    }

    Verdict uncertain(Data data) {
        return Verdict.failed(But.notRecorded(received, recorded), data);
    }
}
