package dev.peerless.peer;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Rst;
import java.util.Collection;
import java.util.TreeSet;

/** Finds the connections that the code under test has not given up. */
final class HeldConnections {

    private HeldConnections() {}

    /** Gives their numbers, as far as a transcript shows. */
    static Collection<Integer> in(Transcript seen) {
        var held = new TreeSet<Integer>();
        for (var event : seen.events()) {
            if (event instanceof Connected) {
                held.add(event.connection());
            } else if (isRelease(event)) {
                held.remove(event.connection());
            }
        }
        return held;
    }

    private static boolean isRelease(WireEvent event) {
        if (event instanceof Rst rst) {
            // What cannot be seen to be released later counts as released.
            return rst.direction() == Direction.RECEIVED || !rst.releaseVisible();
        }
        return event instanceof Released || (event instanceof Fin fin && fin.direction() == Direction.RECEIVED);
    }
}
