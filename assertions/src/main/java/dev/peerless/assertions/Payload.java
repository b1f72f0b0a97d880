package dev.peerless.assertions;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import org.jspecify.annotations.Nullable;

/** Payload as arguments and events give it. */
final class Payload {

    private static final int SHOWN = 64;

    private Payload() {}

    static Bytes notEmpty(Bytes wanted, String instead) {
        if (Required.notNull(wanted, "bytes").isEmpty()) {
            throw new IllegalArgumentException("no bytes are found anywhere and prove nothing; " + instead);
        }
        return wanted;
    }

    /** Gives the data that came from the code under test, if that is what the event is. */
    static @Nullable Data received(WireEvent event) {
        return event instanceof Data data && data.direction() == Direction.RECEIVED ? data : null;
    }

    static String shown(Bytes bytes) {
        return bytes.size() + " B " + bytes.preview(SHOWN);
    }
}
