package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.peer.Peer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class ConnectionCountTest {

    @Test
    void waitsForThem() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            assertThatConnections(peer).hasCount(2);
        }
    }

    @Test
    void mayBeNone() {
        try (var peer = Peer.plan().listen()) {
            assertThatConnections(peer).hasCount(0);
        }
    }

    @Test
    void failsIfMoreHaveCome() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer);
                var second = Client.connectTo(peer);
                var third = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnections(peer).hasCount(3).hasCount(1)))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have had 1 connection,
                            but 3 came.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #2 _  <  connect from 127.0.0.1:_
                            >  #3 _  <  connect from 127.0.0.1:_""");
        }
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnections(peer).within(SHORT).hasCount(2)))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have had 2 connections,
                            but only 1 came within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_""");
        }
    }

    @Test
    void failsAsSoonAsThePeerIsClosed() {
        var peer = Peer.plan().listen();
        peer.close();
        assertThat(failureOf(() -> assertThatConnections(peer).within(FAR).hasCount(1)))
                .isEqualTo("""
                        Expecting peer on port _ (well-behaved)
                        to have had 1 connection,
                        but none came before the peer was closed.
                           (nothing happened)""");
    }

    @Test
    void watchesThatNoMoreCome() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            long before = System.nanoTime();
            assertThatConnections(peer).hasCountFor(1, SHORT);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(SHORT);
        }
    }

    @Test
    void failsAsSoonAsMoreCome() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer)) {
            assertThatConnections(peer).hasCount(1);
            var waiting = supplyAsync(
                    () -> failureOf(() -> assertThatConnections(peer).hasCountFor(1, FAR)));
            try (var second = Client.connectTo(peer)) {
                assertThat(waiting.join()).isEqualTo("""
                                Expecting peer on port _ (well-behaved)
                                to have had 1 connection, and no more for 10 min,
                                but 2 came.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #2 _  <  connect from 127.0.0.1:_""");
            }
        }
    }

    @Test
    void endsEarlyWhenNoMoreCanCome() {
        var peer = Peer.plan().listen();
        peer.close();
        assertThatConnections(peer).hasCountFor(0, FAR);
    }

    @Test
    void rejectsACountBelowZero() {
        try (var peer = Peer.plan().listen()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).hasCount(-1))
                    .withMessage("a count must not be negative, but was -1");
        }
    }
}
