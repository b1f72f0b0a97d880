package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import java.time.Duration;

/**
 * What a judge decided, and by what.
 *
 * @param verdict passed or failed
 * @param seen what the peer had observed at that moment
 */
record Observation(Verdict verdict, Transcript seen) {

    /** Shows a judge what the peer observes, and waits for more as long as the judge wants to. */
    static Observation of(Endpoint peer, Judge judge, Duration patience) {
        long patienceEnds = Deadline.after(Deadline.now(), patience);
        int shown = 0;
        try {
            // Read before the snapshot, so that the snapshot holds what happened until then.
            long now = Deadline.now();
            // The first look takes in what had arrived: the code under test knows of it already.
            var seen = peer.settledTranscript();
            while (true) {
                var verdict = Verdict.OPEN;
                while (verdict.isOpen() && shown < seen.size()) {
                    verdict = judge.see(seen.events().get(shown++));
                }
                if (verdict.isOpen()) {
                    verdict = judge.soFar(now);
                }
                if (verdict.isOpen() && seen.ended()) {
                    verdict = judge.peerClosed();
                }
                long due = judge.due(patienceEnds);
                if (verdict.isOpen() && now - due >= 0) {
                    verdict = judge.timeUp();
                }
                if (!verdict.isOpen()) {
                    return new Observation(verdict, seen);
                }
                var unused = peer.awaitMore(seen, Deadline.left(due));
                now = Deadline.now();
                seen = peer.transcript();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching " + peer, e);
        }
    }
}
