package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether some bytes came once, or not more than once, over all connections. */
final class OnceJudge extends PeerJudge {

    private final Once expected;
    private final Map<Integer, Occurrences> occurrences = new HashMap<>();
    private final List<Data> found = new ArrayList<>();
    private @Nullable Data unrecorded;

    OnceJudge(Endpoint peer, Duration patience, Once expected) {
        super(peer, patience);
        this.expected = expected;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        var data = Payload.received(event);
        if (data == null || expected.isOverBefore(data)) {
            return Verdict.OPEN;
        }
        int count = occurrences
                .computeIfAbsent(data.connection(), number -> new Occurrences(expected.wanted()))
                .endingIn(data.payload());
        for (int i = 0; i < count; i++) {
            found.add(data);
        }
        if (!data.isComplete() && unrecorded == null) {
            unrecorded = data;
        }
        return Verdict.OPEN;
    }

    @Override
    public Verdict soFar(long now) {
        if (found.size() > 1) {
            return Verdict.failed(ShouldHaveSentOnce.FOUND, found);
        }
        if (unrecorded != null) {
            return Verdict.failed(ShouldHaveSentOnce.NOT_RECORDED, unrecorded);
        }
        return expected.watch() == null && (found.size() == 1 || !expected.isNeeded()) ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    public long due(long patienceEnds) {
        var watch = expected.watch();
        return watch == null ? patienceEnds : expected.until(watch);
    }

    @Override
    public Verdict timeUp() {
        return expected.isNeeded() ? Verdict.failed("it was not sent" + But.within(patience())) : Verdict.PASSED;
    }

    @Override
    public Verdict peerClosed() {
        return expected.isNeeded() ? Verdict.failed("it was not sent before the peer was closed") : Verdict.PASSED;
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveSentOnce.shouldHaveSentOnce(peer(), expected, failed, seen);
    }
}
