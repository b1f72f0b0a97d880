package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;

/** Waits for what a peer records, driven by its transcript alone. */
final class PeerEvents {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PeerEvents() {}

    static void awaitReceived(Endpoint peer, long bytes) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var seen = peer.transcript(); received(seen) < bytes; ) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            assertThat(left).as("time in which\n%s\n", seen).isPositive();
            seen = peer.awaitMore(seen, left);
        }
    }

    private static long received(Transcript seen) {
        return seen.events().stream()
                .filter(event -> event instanceof WireEvent.Data data && data.direction() == Direction.RECEIVED)
                .mapToLong(event -> ((WireEvent.Data) event).size())
                .sum();
    }
}
