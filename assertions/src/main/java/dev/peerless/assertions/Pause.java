package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;

/**
 * The time between an attempt and the next.
 *
 * @param from the end of the earlier attempt, or its beginning if it had not ended
 * @param next the beginning of the next
 */
record Pause(WireEvent from, Connected next) {

    long nanos() {
        return next.nanos() - from.nanos();
    }
}
