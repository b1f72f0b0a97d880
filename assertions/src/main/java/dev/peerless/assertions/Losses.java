package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Crashed;
import dev.peerless.transcript.WireEvent.Listening;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Stalled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When there was a reason to leave a peer: from the loss of a connection on, or from when the peer takes none. A stall is
 * one until it is resumed, unless the code under test gives its end up afterwards: it may have done so during the stall.
 */
final class Losses {

    private final List<Loss> losses = new ArrayList<>();
    private final Map<Integer, WireEvent> latest = new HashMap<>();
    private int seen;

    /**
     * One of them.
     *
     * @param from when the code under test may first have known of it
     * @param until what ended it, if anything did
     */
    private record Loss(
            WireEvent event, long from, @Nullable WireEvent until) {

        boolean isAt(long nanos) {
            return nanos - from >= 0 && (until == null || nanos - Times.missedAfter(until.nanos()) <= 0);
        }
    }

    /** Takes what a transcript of the peer has more than was seen. */
    void seeAll(Transcript transcript) {
        while (seen < transcript.size()) {
            see(transcript.events().get(seen));
        }
    }

    /** Takes the next event of the peer. */
    void see(WireEvent event) {
        seen++;
        int number = event.connection();
        if (isLoss(event)) {
            losses.add(new Loss(event, Times.goneOutFrom(event, latest.get(number)), null));
        } else if (event instanceof Resumed) {
            lastStall(number, event);
        } else if (ReactionJudge.isRelease(event)) {
            lastStall(number, null);
        }
        latest.put(number, event);
    }

    private static boolean isLoss(WireEvent event) {
        return ReconnectJudge.isEnd(event)
                || event instanceof Crashed
                || (event instanceof Listening change && !change.listening());
    }

    private void lastStall(int number, @Nullable WireEvent until) {
        for (int i = losses.size() - 1; i >= 0; i--) {
            var loss = losses.get(i);
            if (loss.event() instanceof Stalled stall && stall.connection() == number) {
                losses.set(i, new Loss(stall, loss.from(), until));
                return;
            }
        }
    }

    /** The first that lasts. */
    @Nullable
    WireEvent lasting() {
        return losses.stream()
                .filter(loss -> loss.until() == null)
                .findFirst()
                .map(Loss::event)
                .orElse(null);
    }

    /** The last stall that was resumed. */
    @Nullable
    WireEvent resumed() {
        return losses.stream()
                .filter(loss -> loss.until() != null)
                .reduce((before, next) -> next)
                .map(Loss::event)
                .orElse(null);
    }

    /** The first that lasts, or else the last stall that was resumed; there is one. */
    WireEvent deciding() {
        var lasting = lasting();
        return lasting == null ? Objects.requireNonNull(resumed()) : lasting;
    }

    /** Tells whether there was a reason at some time. */
    boolean areAt(long nanos) {
        return losses.stream().anyMatch(loss -> loss.isAt(nanos));
    }
}
