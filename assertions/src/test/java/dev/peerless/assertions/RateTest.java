package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.peer.Peer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class RateTest {

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @Test
    void countsInAnyTimeOfThatLength() {
        var judge = new RateJudge(peer, ofSeconds(5), new Rate(2, ofMillis(100), 0, null));
        var second = connected(2, 90);
        assertThat(judge.see(connected(1, 0)).isOpen()).isTrue();
        assertThat(judge.see(second).isOpen()).isTrue();
        assertThat(judge.see(connected(3, 101)).isOpen()).isTrue();
        var fourth = connected(4, 190);
        assertThat(judge.see(fourth))
                .isEqualTo(Verdict.failed("connections #2 to #4 came within 100.000 ms", second, fourth));
    }

    @Test
    void whatComesAfterTheTimeToWatchDoesNotCount() {
        var judge = new RateJudge(peer, ofSeconds(5), new Rate(1, ofSeconds(1), 0, ofMillis(100)));
        assertThat(judge.see(connected(1, 50)).isOpen()).isTrue();
        assertThat(judge.see(connected(2, 101))).isEqualTo(Verdict.PASSED);
    }

    @Test
    void holdsSoFar() throws Exception {
        try (var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            assertThatConnections(peer).hasRateAtMost(2, ofHours(1)).hasRateAtMost(1, ofNanos(1));
        }
    }

    @Test
    void failsWhenMoreHaveCome() throws Exception {
        try (var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnections(peer).hasRateAtMost(1, ofHours(1))))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been connected to at most 1 time in any 1 h,
                            but connections #1 to #2 came within _ ms.
                            >  #1 _  <  connect from 127.0.0.1:_
                            >  #2 _  <  connect from 127.0.0.1:_""");
        }
    }

    @Test
    void failsAsSoonAsMoreCome() throws Exception {
        var watching = CompletableFuture.supplyAsync(
                () -> failureOf(() -> assertThatConnections(peer).hasRateAtMostFor(1, ofHours(1), FAR)));
        try (var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            assertThat(watching.join()).contains("to have been connected to at most 1 time in any 1 h for 10 min,\n");
        }
    }

    @Test
    void watchesUntilTheTimeIsOver() throws Exception {
        try (var client = Client.connectTo(peer)) {
            assertThatConnections(peer).hasRateAtMostFor(1, ofHours(1), SHORT);
            peer.close();
            assertThatConnections(peer).hasRateAtMostFor(1, ofHours(1), FAR);
        }
    }

    @Test
    void allowsSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatConnections(peer).hasRateAtMost(0, ofHours(1)))
                .withMessage("a rate allows 1 or more, but was to allow 0");
    }
}
