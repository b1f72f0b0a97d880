package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import dev.peerless.capture.Segment;
import dev.peerless.capture.Segment.Direction;
import dev.peerless.capture.Segment.Flag;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How what is slow goes over the wire, segment by segment, by the kernel's clock. */
class SlowPacketTest {

    /** The kernel stamps a segment when it goes out, the pace counts from when that was done. */
    private static final Duration CLOCKS_DIFFER = ofMillis(2);

    @BeforeAll
    static void needsTheRightToCapture() {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
    }

    private static Peer peerWith(Shaping shaping) {
        return Peer.plan()
                .speak(Conversation.replay(Step.await("?"), Step.send("0123"), Step.send("456789"), Step.finish()))
                .fault(Fault.slow(onConnect(), shaping))
                .listen();
    }

    /** Gives what the peer sent, each once however often the kernel had to repeat it. */
    private static List<Segment> sent(PacketCapture capture, Predicate<Segment> wanted) throws Exception {
        var seen = new HashSet<Long>();
        return capture.segments().stream()
                .filter(segment -> segment.direction() == Direction.FROM_PEER)
                .filter(wanted)
                .filter(segment -> seen.add(segment.sequence()))
                .toList();
    }

    private static void assertApart(Segment first, Segment second, Duration atLeast) {
        assertThat(Duration.between(first.time(), second.time())).isGreaterThanOrEqualTo(atLeast.minus(CLOCKS_DIFFER));
    }

    @Test
    void eachSliceIsASegmentOfItsOwn() throws Exception {
        try (var peer = peerWith(Shaping.none().withSlices(4, ofMillis(30)));
                var capture = PacketCapture.start(peer.port());
                var client = RawClient.to(peer)) {
            client.write("?");
            assertThat(client.readText(10)).isEqualTo("0123456789");
            assertThat(client.read()).isEqualTo("-1");

            var slices = sent(capture, segment -> segment.payload() > 0);
            assertThat(slices).extracting(Segment::payload).containsExactly(4, 4, 2);
            assertApart(slices.get(0), slices.get(1), ofMillis(30));
            assertApart(slices.get(1), slices.get(2), ofMillis(30));
        }
    }

    @Test
    void theFinComesLaterThanTheLastByte() throws Exception {
        try (var peer = peerWith(Shaping.none().withCloseDelay(ofMillis(100)));
                var capture = PacketCapture.start(peer.port());
                var client = RawClient.to(peer)) {
            client.write("?");
            assertThat(client.readText(10)).isEqualTo("0123456789");
            assertThat(client.read()).isEqualTo("-1");

            var data = sent(capture, segment -> segment.payload() > 0);
            var fin = sent(capture, segment -> segment.has(Flag.FIN));
            assertThat(fin).hasSize(1);
            assertApart(data.get(data.size() - 1), fin.get(0), ofMillis(100));
        }
    }
}
