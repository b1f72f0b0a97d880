package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsBytes;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Decides whether connections that were lost are left alone: nothing arrives on them any more. */
final class ReuseJudge extends PeerJudge {

    private final long asked;
    private final @Nullable Duration watch;
    private final Map<Integer, WireEvent> lost = new LinkedHashMap<>();
    private final Map<Integer, TlsUnreadable> unreadables = new HashMap<>();
    private final Map<Integer, TlsBytes> cameAfterLoss = new HashMap<>();

    /**
     * @param asked when the assertion was called
     * @param watch for how long, or {@code null} to look at what has happened so far
     */
    ReuseJudge(Endpoint peer, Duration patience, long asked, @Nullable Duration watch) {
        super(peer, patience);
        this.asked = asked;
        this.watch = watch;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (watch != null && !lost.isEmpty() && event.nanos() - Deadline.after(asked, watch) > 0) {
            return decide();
        }
        int number = event.connection();
        if (ReconnectJudge.isEnd(event)) {
            lost.putIfAbsent(number, event);
        } else if (event instanceof Resumed && lost.get(number) instanceof Stalled) {
            lost.remove(number);
            cameAfterLoss.remove(number);
        }
        var loss = lost.get(number);
        if (event instanceof TlsUnreadable unreadable) {
            unreadables.putIfAbsent(number, unreadable);
        }
        if (loss != null && event instanceof TlsBytes bytes && bytes.direction() == Direction.RECEIVED) {
            cameAfterLoss.put(number, bytes);
        }
        // Bytes are told of before it is known that they cannot be read; without any, it was the fault that cut a
        // record.
        var unread = unreadables.get(number);
        var bytes = cameAfterLoss.get(number);
        if (loss != null && unread != null && bytes != null) {
            return Verdict.failed(But.unreadable(unread), loss, bytes);
        }
        var data = Payload.received(event);
        return loss == null || data == null
                ? Verdict.OPEN
                : Verdict.failed(ShouldNotHaveReused.sent(loss, data), loss, data);
    }

    @Override
    public Verdict soFar(long now) {
        return watch == null && !lost.isEmpty() ? decide() : Verdict.OPEN;
    }

    private Verdict decide() {
        for (var loss : lost.values()) {
            if (loss instanceof Stalled) {
                return Verdict.failed(But.STALLED, loss);
            }
        }
        return Verdict.PASSED;
    }

    @Override
    public long due(long patienceEnds) {
        return watch == null || lost.isEmpty() ? patienceEnds : Deadline.after(asked, watch);
    }

    @Override
    public Verdict timeUp() {
        return lost.isEmpty() ? Verdict.failed(ShouldHaveReconnected.notEnded(But.within(patience()))) : decide();
    }

    @Override
    public Verdict peerClosed() {
        return lost.isEmpty()
                ? Verdict.failed(ShouldHaveReconnected.notEnded(" before the peer was closed"))
                : decide();
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldNotHaveReused.shouldNotHaveReused(peer(), watch, failed, seen);
    }
}
