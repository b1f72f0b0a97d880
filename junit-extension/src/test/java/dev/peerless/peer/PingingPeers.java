package dev.peerless.peer;

import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.plan.Heartbeating;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import java.time.Duration;
import java.util.List;

/** Peers that send a heartbeat in every interval, and when it came. */
final class PingingPeers {

    static final Duration INTERVAL = Duration.ofMillis(20);
    static final String PING = "PING\n";
    static final Heartbeating.Sending PINGS = Heartbeating.sending(PING, INTERVAL);

    private PingingPeers() {}

    static PeerSetup pinging() {
        return Peer.plan().heartbeats(PINGS);
    }

    static List<Data> sent(List<WireEvent> events) {
        return events.stream()
                .filter(event -> event instanceof Data data && data.direction() == SENT)
                .map(Data.class::cast)
                .toList();
    }

    /** Tells how many intervals had passed since then. An event is recorded after what it tells of, so maybe late. */
    static long intervals(WireEvent event, WireEvent since) {
        return (event.nanos() - since.nanos()) / INTERVAL.toNanos();
    }

    /** Asserts that the n-th came n intervals after the connect or later. */
    static void assertNeverEarly(List<WireEvent> events) {
        var beats = sent(events);
        assertThat(beats).isNotEmpty();
        for (int n = 1; n <= beats.size(); n++) {
            assertThat(intervals(beats.get(n - 1), events.get(0)))
                    .as("intervals before heartbeat %s", n)
                    .isGreaterThanOrEqualTo(n);
        }
    }

    /** Lets so many intervals pass, by the heartbeats of somebody else. */
    static void letPass(int intervals) throws Exception {
        try (var clock = pinging().listen();
                var client = RawClient.to(clock)) {
            client.readText(intervals * PING.length());
        }
    }
}
