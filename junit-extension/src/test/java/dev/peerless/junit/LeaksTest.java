package dev.peerless.junit;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.transcript.Origin;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaksTest {

    private static final Origin TEST = new Origin.ByTest("reset()");

    private static Rst reset(int connection, Origin origin, boolean releaseVisible) {
        return new Rst(connection, 0, SENT, origin, "", releaseVisible);
    }

    private static Iterable<Integer> unseen(WireEvent... events) {
        return Leaks.unseen(new Transcript(List.of(events), 0, false));
    }

    @Test
    void areUnseenAfterARstOfThePeerUnlessTheOtherEndIsKnown() {
        assertThat(unseen(reset(3, TEST, false), reset(2, TEST, true), reset(1, TEST, false)))
                .containsExactly(1, 3);
    }

    @Test
    void areSeenByWhatTheCodeUnderTestSends() {
        var codeUnderTest = new Origin.ByCodeUnderTest();

        assertThat(unseen(new Fin(1, 0, RECEIVED, codeUnderTest, false), reset(1, TEST, false)))
                .isEmpty();
        assertThat(unseen(new Rst(1, 0, RECEIVED, codeUnderTest, "", false))).isEmpty();
        assertThat(unseen(new Fin(1, 0, SENT, TEST, true), reset(1, TEST, false)))
                .containsExactly(1);
    }

    @Test
    void areNotLookedForWhereThePeerWasClosed() {
        assertThat(unseen(reset(1, new Origin.ByClosing(), false))).isEmpty();
    }
}
