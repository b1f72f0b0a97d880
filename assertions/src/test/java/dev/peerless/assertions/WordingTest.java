package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.peer.Peer;
import dev.peerless.wire.TcpState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words that no other test comes by. */
class WordingTest {

    private final Peer peer = Peer.plan().listen();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @Test
    void countsOfOneAreInTheSingular() {
        assertThat(new Rate(1, ofSeconds(1), 0, null)).hasToString("at most 1 time in any 1 s");
        assertThat(new Rate(2, ofSeconds(1), 0, ofMillis(300))).hasToString("at most 2 times in any 1 s for 300 ms");
        assertThat(ShouldHaveSentSoOften.onlyFound(0, " so far")).isEqualTo("it was not sent so far");
        assertThat(ShouldHaveSentSoOften.onlyFound(1, " so far")).isEqualTo("it was sent only once so far");
        assertThat(ShouldHaveSentSoOften.onlyFound(2, " so far")).isEqualTo("it was sent only 2 times so far");
    }

    /** A chain that is soft goes on though there are none. */
    @Test
    void averagesNeedHeartbeats() {
        var scope = new ConnectionScope(peer.connection(1), true, ofSeconds(5));
        var judge = new GapsJudge(scope, line("A"), new Gaps.OnAverage(ofMillis(100), ofMillis(50)));
        assertThat(judge.see(connected(1, 0)).isOpen()).isTrue();
        assertThat(judge.timeUp()).isEqualTo(Verdict.failed("none came within 5 s, and 3 are needed to tell"));
        var beat = received(1, 5, "A\n");
        assertThat(judge.see(beat).isOpen()).isTrue();
        assertThat(judge.timeUp()).isEqualTo(Verdict.failed("only 1 came within 5 s, and 3 are needed to tell", beat));
    }

    @Test
    void noBytesProveNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatConnection(peer).receivedContaining(""))
                .withMessage("no bytes are found anywhere and prove nothing; say what is to be received");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatConnection(peer).receivedData().startsWith(""))
                .withMessage("no bytes are found anywhere and prove nothing; say what is to come first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThatConnections(peer).sentInOrder("A", ""))
                .withMessage("no bytes are found anywhere and prove nothing; say what is to be sent");
    }

    @Test
    void whoIsInterruptedWhileWaitingForAStateIsTold() {
        Thread.currentThread().interrupt();
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThatConnection(peer).within(FAR).isInState(TcpState.CLOSE_WAIT))
                .withMessage("interrupted while watching connection #1 of " + peer)
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
