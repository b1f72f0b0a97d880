package dev.peerless.assertions;

import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class GapsTest {

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @Test
    void averagesMayBeUneven() {
        var expected = new Gaps.OnAverage(ofMillis(100), ofMillis(10));
        var first = received(1, 0, "A");
        assertThat(expected.judge(List.of(first, received(1, 10, "A"), received(1, 220, "A"))))
                .isEqualTo(Verdict.PASSED);
        assertThat(expected.judge(List.of(first, received(1, 10, "A"), received(1, 180, "A"))))
                .isEqualTo(Verdict.PASSED);
        var late = List.of(first, received(1, 10, "A"), received(1, 221, "A"));
        assertThat(expected.judge(late)).isEqualTo(Verdict.failed("they came every 110.500 ms on average", late));
        assertThat(expected.judge(List.of(first, received(1, 10, "A"), received(1, 179, "A")))
                        .isFailed())
                .isTrue();
    }

    @Test
    void theClosestTwoDecide() {
        var expected = new Gaps.AtLeast(ofMillis(100), ofMillis(10));
        var second = received(1, 100, "A");
        var third = received(1, 189, "A");
        assertThat(expected.judge(List.of(received(1, 0, "A"), second, third)))
                .isEqualTo(Verdict.failed("two came within 89.000 ms", second, third));
        assertThat(expected.judge(List.of(received(1, 0, "A"), second, received(1, 190, "A"))))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void waitsForThree() throws Exception {
        try (var client = HeartbeatingClient.connectTo(peer, "A\n", ofMillis(5))) {
            assertThatConnection(peer)
                    .within(FAR)
                    .sentHeartbeats(line("A"))
                    .withTolerance(ofHours(1))
                    .onAverageEvery(ofMillis(5))
                    .neverCloserThan(ofMillis(5));
        }
    }

    @Test
    void failsWhenTheyAreTooClose() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("A\nA\nA\n");
            assertThat(failureOf(() ->
                            assertThatConnection(peer).sentHeartbeats(line("A")).neverCloserThan(ofMillis(100))))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to carry heartbeats (line "A") never closer than 100 ms, with a tolerance of 50 ms,
                            but two came within _ ms.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 6 B  "A\\nA\\nA\\n\"""");
        }
    }

    @Test
    void failsWhenTheAverageIsAnother() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("A\nA\nA\n");
            assertThat(failureOf(() ->
                            assertThatConnection(peer).sentHeartbeats(line("A")).onAverageEvery(ofHours(1))))
                    .contains("to carry heartbeats (line \"A\") every 1 h on average, with a tolerance of 30 min,\n"
                            + "but they came every _ ms on average.\n");
        }
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("A\n");
            assertThat(failureOf(() -> assertThatConnection(peer)
                            .within(SHORT)
                            .sentHeartbeats(line("A"))
                            .neverCloserThan(ofMillis(1))))
                    .contains("but only 1 came within 40 ms, and 3 are needed to tell.\n");
        }
    }

    @Test
    void failsAsSoonAsTheConnectionEnds() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("A\n").sendFin();
            assertThat(failureOf(() -> assertThatConnection(peer)
                            .within(FAR)
                            .sentHeartbeats(line("A"))
                            .onAverageEvery(ofMillis(1))))
                    .contains("but only 1 came before the code under test sent FIN, and 3 are needed to tell.\n");
        }
    }
}
