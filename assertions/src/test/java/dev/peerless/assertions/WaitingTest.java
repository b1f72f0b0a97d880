package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.error.ErrorMessageFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class WaitingTest {

    @Nested
    class ForAnOutcome {

        @Test
        void returnsWhenTheOutcomeComesFromAnotherThread() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                var waiting = runAsync(() ->
                        assertThatConnection(peer.connection(1)).within(FAR).wasReset());
                peer.connection(1).reset();
                waiting.join();
            }
        }

        @Test
        void waitsForTheConnectionItself() throws Exception {
            try (var peer = Peer.plan().listen()) {
                var waiting = runAsync(() ->
                        assertThatConnection(peer.connection(2)).within(FAR).received("HELLO"));
                try (var first = Client.connectTo(peer);
                        var second = Client.connectTo(peer)) {
                    second.send("HELLO");
                    waiting.join();
                }
            }
        }

        @Test
        void looksOnceForEachEventAndShowsEachOnce() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen()) {
                var judge = new CountingJudge(1 + 2 * 100);
                var waiting = CompletableFuture.supplyAsync(() -> Observation.of(peer, judge, FAR));
                try (var client = Client.connectTo(peer)) {
                    for (int i = 0; i < 100; i++) {
                        client.send("A").read();
                    }
                    waiting.join();
                }
                assertThat(judge.shown).isEqualTo(201);
                // Woken at most once for each event, plus the first look and a wake-up without any.
                assertThat(judge.looks).isLessThanOrEqualTo(203);
            }
        }

        @Test
        void endsWhenThePeerIsClosed() throws Exception {
            try (var peer = Peer.plan().listen()) {
                var began = new CountDownLatch(1);
                var waiting = CompletableFuture.supplyAsync(() -> {
                    began.countDown();
                    return failureOf(() ->
                            assertThatConnection(peer.connection(1)).within(FAR).wasReset());
                });
                began.await();
                peer.close();
                assertThat(waiting.join()).isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been reset by the peer,
                                but the peer was closed before it came.
                                   (nothing happened)""");
            }
        }

        @Test
        void failsWhenTheConnectionDoesNotCome() {
            try (var peer = Peer.plan().listen()) {
                assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                .within(SHORT)
                                .wasReset()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been reset by the peer,
                                but it had not come within 40 ms.
                                   (nothing happened)""");
            }
        }

        @Test
        void endsWhenInterrupted() {
            try (var peer = Peer.plan().listen()) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(
                                () -> assertThatConnection(peer.connection(1)).wasReset())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("interrupted while watching peer on port ");
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Nested
    class ForTheOneConnection {

        @Test
        void isTheFirst() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).isOpen();
            }
        }

        @Test
        void failsIfThereAreSeveral() throws Exception {
            try (var peer = Peer.plan().listen();
                    var first = Client.connectTo(peer);
                    var second = Client.connectTo(peer)) {
                assertThatConnection(peer.connection(2)).isOpen();
                assertThat(failureOf(() -> assertThatConnection(peer).isOpen())).isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to be open,
                                but more than one connection came; say which one is meant with peer.connection(n).
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #2 _  <  connect from 127.0.0.1:_""");
            }
        }

        @Test
        void failsIfAnotherComesWhileItWaits() throws Exception {
            try (var peer = Peer.plan().listen();
                    var first = Client.connectTo(peer)) {
                var waiting = CompletableFuture.supplyAsync(() ->
                        failureOf(() -> assertThatConnection(peer).within(FAR).wasReset()));
                try (var second = Client.connectTo(peer)) {
                    assertThat(waiting.join()).contains("but more than one connection came;");
                }
            }
        }

        @Test
        void failsIfThereIsNone() {
            try (var peer = Peer.plan().listen()) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).isOpen()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to be open,
                                but it had not come within 40 ms.
                                   (nothing happened)""");
            }
        }
    }

    @Test
    void respectsDescriptionsAndMessagesOfTheUser() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.sendRst();
            assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                            .as("100%% of %s", "orders")
                            .wasReset()))
                    .startsWith("[100% of orders] Expecting connection #1 of peer on port _ (well-behaved)\n");
            assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                            .overridingErrorMessage("my own")
                            .wasReset()))
                    .isEqualTo("my own");
        }
    }

    @Test
    void rejectsTimesThatAreNone() {
        try (var peer = Peer.plan().listen()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnection(peer).within(Duration.ZERO))
                    .withMessage("a time to wait or to watch must be positive, but was 0 ms");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnection(peer).staysOpenFor(ofMillis(-1)))
                    .withMessage("a time to wait or to watch must be positive, but was -1 ms");
        }
    }

    @Test
    void takesTimesWithoutEnd() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.close();
            assertThatConnection(peer)
                    .within(Duration.ofSeconds(Long.MAX_VALUE))
                    .endedByFin();
        }
    }

    /** Passes after so many events, and counts what it is asked. */
    private static final class CountingJudge implements Judge {

        private final int enough;
        private int shown;
        private int looks;

        CountingJudge(int enough) {
            this.enough = enough;
        }

        @Override
        public Verdict see(WireEvent event) {
            shown++;
            assertThat(event instanceof Connected).isEqualTo(shown == 1);
            return Verdict.OPEN;
        }

        @Override
        public Verdict soFar(long now) {
            looks++;
            return shown >= enough ? Verdict.PASSED : Verdict.OPEN;
        }

        @Override
        public Verdict timeUp() {
            return Verdict.failed("time was up");
        }

        @Override
        public Verdict peerClosed() {
            return Verdict.failed("the peer was closed");
        }

        @Override
        public ErrorMessageFactory message(Verdict failed, Transcript seen) {
            throw new AssertionError(failed);
        }
    }
}
