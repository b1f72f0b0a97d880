package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether something came as often as it should, over all connections. */
final class RepeatsJudge extends PeerJudge {

    private final Repeats expected;
    private final Map<Integer, Sought.Finder> finders = new HashMap<>();
    private final Map<Integer, Data> latest = new HashMap<>();
    private final List<Data> found = new ArrayList<>();
    private @Nullable Verdict uncertain;

    RepeatsJudge(Endpoint peer, Duration patience, Repeats expected) {
        super(peer, patience);
        this.expected = expected;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (event instanceof TlsUnreadable unreadable && !expected.isOverBefore(event)) {
            uncertain = Verdict.failed(But.unreadable(unreadable), unreadable);
        }
        if (ConnectionState.isInputEnd(event) && !expected.isOverBefore(event)) {
            seeEndOf(event.connection());
        }
        var data = Payload.received(event);
        if (data == null || expected.isOverBefore(data)) {
            return Verdict.OPEN;
        }
        var finder = finders.computeIfAbsent(
                data.connection(), number -> expected.what().begin());
        latest.put(data.connection(), data);
        found.addAll(Collections.nCopies(finder.endingIn(data.payload()), data));
        if (uncertain == null && !data.isComplete()) {
            uncertain = Verdict.failed(ShouldHaveSentSoOften.NOT_RECORDED, data);
        }
        var problem = finder.problem();
        if (uncertain == null && problem != null) {
            uncertain = Verdict.failed("that cannot be known: " + problem, data);
        }
        return Verdict.OPEN;
    }

    private void seeEndOf(int connection) {
        var finder = finders.get(connection);
        var last = latest.get(connection);
        if (finder != null && last != null) {
            found.addAll(Collections.nCopies(finder.atEnd(), last));
        }
    }

    @Override
    public Verdict soFar(long now) {
        if (found.size() > expected.most()) {
            return Verdict.failed(ShouldHaveSentSoOften.FOUND, found);
        }
        if (uncertain != null) {
            return uncertain;
        }
        return expected.watch() == null && found.size() >= expected.least() ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    public long due(long patienceEnds) {
        var watch = expected.watch();
        return watch == null ? patienceEnds : expected.until(watch);
    }

    @Override
    public Verdict timeUp() {
        return atEnd(But.within(patience()));
    }

    @Override
    public Verdict peerClosed() {
        return atEnd(" before the peer was closed");
    }

    private Verdict atEnd(String until) {
        return found.size() >= expected.least()
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveSentSoOften.onlyFound(found.size(), until), found);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveSentSoOften.shouldHaveSentSoOften(peer(), expected, failed, seen);
    }
}
