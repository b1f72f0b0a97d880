package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;

/** Whatever arrives is a sign of life. */
record AnyTraffic() implements Heartbeat {

    @Override
    public Recogniser begin() {
        return AnyTraffic::count;
    }

    private static int count(Data read) {
        return 1;
    }

    @Override
    public boolean needsPayload() {
        return false;
    }

    @Override
    public String toString() {
        return "any traffic";
    }
}
