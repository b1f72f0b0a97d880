package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import org.jspecify.annotations.Nullable;

/** So many bytes, whatever they are. */
final class DataOfSize implements DataExpectation {

    private final long expected;
    private long size;

    DataOfSize(long expected) {
        this.expected = expected;
    }

    @Override
    public void take(Data data) {
        size += data.size();
    }

    @Override
    public boolean isMet() {
        return size == expected;
    }

    @Override
    public @Nullable String contradiction() {
        return size > expected ? "it received " + size + " B" : null;
    }

    @Override
    public String instead(String until) {
        return "it received only " + size + " B" + until;
    }

    @Override
    public boolean isAboutSizeAlone() {
        return true;
    }

    @Override
    public String toString() {
        return "to have received " + expected + " B in all";
    }
}
