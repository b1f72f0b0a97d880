package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether so many connections have come, and no more. */
final class CountJudge extends PeerJudge {

    private final int expected;
    private final long asked;
    private final @Nullable Duration watch;
    private final List<Connected> come = new ArrayList<>();

    /**
     * @param asked when the assertion was called
     * @param watch how long no more are to come, or {@code null} to look at what has happened so far
     */
    CountJudge(Endpoint peer, Duration patience, int expected, long asked, @Nullable Duration watch) {
        super(peer, patience);
        this.expected = expected;
        this.asked = asked;
        this.watch = watch;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (event instanceof Connected connected) {
            if (watch != null && come.size() == expected && connected.nanos() - watchedUntil(watch) > 0) {
                return Verdict.PASSED;
            }
            come.add(connected);
        }
        return Verdict.OPEN;
    }

    @Override
    public Verdict soFar(long now) {
        if (come.size() > expected) {
            return Verdict.failed(ShouldHaveConnections.came(peer(), come.size()), come.subList(expected, come.size()));
        }
        return watch == null && come.size() == expected ? Verdict.PASSED : Verdict.OPEN;
    }

    @Override
    public long due(long patienceEnds) {
        return watch == null || come.size() != expected ? patienceEnds : watchedUntil(watch);
    }

    @Override
    public Verdict timeUp() {
        return come.size() == expected
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveConnections.onlyCame(peer(), come.size(), But.within(patience())));
    }

    @Override
    public Verdict peerClosed() {
        return come.size() == expected
                ? Verdict.PASSED
                : Verdict.failed(ShouldHaveConnections.onlyCame(peer(), come.size(), " before the peer was closed"));
    }

    private long watchedUntil(Duration time) {
        boolean waited = !come.isEmpty() && come.get(come.size() - 1).nanos() - asked > 0;
        return Deadline.after(waited ? come.get(come.size() - 1).nanos() : asked, time);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveConnections.shouldHaveConnections(peer(), expected, watch, failed, seen);
    }
}
