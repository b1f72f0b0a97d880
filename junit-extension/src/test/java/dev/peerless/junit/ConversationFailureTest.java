package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.transcript.WireEvent;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A conversation that throws fails the test whose peer spoke it. */
class ConversationFailureTest {

    /** Knows no order but order-1. */
    static final class Orders implements Conversation {

        @Override
        public Dialogue begin() {
            return (bytes, replies) -> {
                if (bytes.size() != "order-1".length()) {
                    throw new IllegalArgumentException("no such order: " + bytes);
                }
                replies.send("placed");
            };
        }
    }

    @Test
    void theMessageShowsWhatWasThrownAndWhen() {
        var failure = InnerRun.of(Cases.class, "fails").failure();

        assertThat(withoutRelease(InnerRun.masked(failure.getMessage()))).isEqualTo("""
                        peer on port PORT (speaks Orders) failed: java.lang.IllegalArgumentException: no such order: "order-22"
                           #1 +TIME ms  <  connect from 127.0.0.1:PORT
                           #1 +TIME ms  <  data 8 B  "order-22"
                           #1 +TIME ms     failed     java.lang.IllegalArgumentException: no such order: "order-22"
                           #1 +TIME ms  >  RST        conversation\
                        """);
        assertThat(failure).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    /** Where descriptors are seen, the client's own end may be seen in time, or not. */
    private static String withoutRelease(String message) {
        return message.replaceFirst("\\R.*socket released.*$", "");
    }

    @Test
    void noOtherTestFails() {
        var run = InnerRun.of(Cases.class).counts(40, 1, 0);

        assertThat(run.failedTests()).containsExactly("fails");
    }

    @Test
    void theTranscriptIsPublished() {
        assertThat(InnerRun.of(Cases.class).reports())
                .singleElement()
                .asString()
                .startsWith("transcript of peer on port PORT (speaks Orders):")
                .contains("failed     java.lang.IllegalArgumentException");
    }

    static class Cases {

        @Test
        void fails(@PeerSpeaks(Orders.class) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("order-22").receivesReset();
                client.awaits(WireEvent.Rst.class);
            }
        }

        @RepeatedTest(40)
        void passes(@PeerSpeaks(Orders.class) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("order-1").receives("placed");
            }
        }
    }

    @Test
    void alsoIfTheTestDidNotWaitForIt() {
        InnerRun.of(LastActCases.class).counts(0, 200, 0);
    }

    static class LastActCases {

        @SuppressWarnings("unused") // keeps the socket open until after the test
        private RawClient left;

        @RepeatedTest(200)
        void fails(@PeerSpeaks(Orders.class) Peer peer) throws Exception {
            left = new RawClient(peer).send("order-22");
        }
    }
}
