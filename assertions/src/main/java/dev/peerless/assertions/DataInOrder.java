package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;

import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Several pieces of bytes, each somewhere behind the end of the one before. */
final class DataInOrder implements DataExpectation {

    private final List<Bytes> wanted;
    private final List<Data> found = new ArrayList<>();
    private Occurrences next;

    DataInOrder(List<Bytes> wanted) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("say what is to be received, in its order");
        }
        wanted.forEach(each -> Payload.notEmpty(each, "say what is to be received"));
        this.wanted = List.copyOf(wanted);
        this.next = new Occurrences(wanted.get(0));
    }

    @Override
    public void take(Data data) {
        int end = isMet() ? -1 : next.endIn(data.payload(), 0);
        while (end >= 0) {
            found.add(data);
            if (isMet()) {
                return;
            }
            next = new Occurrences(wanted.get(found.size()));
            end = next.endIn(data.payload(), end);
        }
    }

    @Override
    public boolean isMet() {
        return found.size() == wanted.size();
    }

    @Override
    public boolean isFinal() {
        return isMet();
    }

    @Override
    public String instead(String until) {
        int missing = found.size();
        return Payload.shown(wanted.get(missing)) + " did not come"
                + (missing == 0 ? "" : " after " + Payload.shown(wanted.get(missing - 1))) + until;
    }

    @Override
    public List<Data> found() {
        return found;
    }

    @Override
    public String toString() {
        return "to have received, in this order, "
                + wanted.stream().map(Payload::shown).collect(joining(", "));
    }
}
