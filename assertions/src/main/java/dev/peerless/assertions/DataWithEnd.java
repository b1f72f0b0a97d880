package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;

/** Bytes of which the last are known. */
final class DataWithEnd implements DataExpectation {

    private final Bytes expected;
    private Bytes end = Bytes.EMPTY;

    DataWithEnd(Bytes expected) {
        this.expected = expected;
    }

    @Override
    public void take(Data data) {
        end = last(end.plus(last(data.payload())));
    }

    /** As many bytes as are of interest. */
    private Bytes last(Bytes bytes) {
        return bytes.slice(Math.max(0, bytes.size() - expected.size()), bytes.size());
    }

    @Override
    public boolean isMet() {
        return end.equals(expected);
    }

    @Override
    public String instead(String until) {
        return "what it received" + until + " ends with " + Payload.shown(end);
    }

    @Override
    public String toString() {
        return "to have received data that end with " + Payload.shown(expected);
    }
}
