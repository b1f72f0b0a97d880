package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Bytes that pass assertions of the test's own, all taken together. */
final class DataSatisfying implements DataExpectation {

    private final Consumer<Bytes> requirements;
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private boolean looked;
    private @Nullable Throwable failure;

    DataSatisfying(Consumer<Bytes> requirements) {
        this.requirements = requirements;
    }

    @Override
    public void take(Data data) {
        all.writeBytes(data.payload().toArray());
        looked = false;
    }

    @Override
    public boolean isMet() {
        if (!looked) {
            looked = true;
            failure = failureOf(Bytes.of(all.toByteArray()));
        }
        return failure == null;
    }

    private @Nullable Throwable failureOf(Bytes received) {
        try {
            requirements.accept(received);
            return null;
        } catch (TestAbortedException aborted) {
            throw aborted;
        } catch (AssertionError | RuntimeException unsatisfied) {
            // Half a message makes parsers throw what they like.
            return unsatisfied;
        }
    }

    @Override
    public @Nullable Throwable cause() {
        return failure;
    }

    @Override
    public String instead(String until) {
        var why = failure instanceof AssertionError ? String.valueOf(failure.getMessage()) : String.valueOf(failure);
        return "the " + Payload.shown(Bytes.of(all.toByteArray())) + " received" + until + " do not:\n"
                + why.strip().indent(3).stripTrailing();
    }

    @Override
    public String toString() {
        return "to have received data that satisfy what the test requires";
    }
}
