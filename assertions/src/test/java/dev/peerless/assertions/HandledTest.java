package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Recovery.RECONNECTS;
import static dev.peerless.assertions.Recovery.staysAwayFor;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@SuppressWarnings("try") // being connected is all that some clients do
class HandledTest {

    private static Peer peer(Fault fault) {
        return Peer.plan().fault(fault.on("1")).listen();
    }

    @Nested
    @EnabledOnOs(LINUX) // elsewhere nobody can know whether it was released
    class Reset {

        private static final Fault FAULT = Fault.reset(Trigger.afterReceiving(1));

        @Test
        void isGivenUp() throws Exception {
            try (var peer = peer(FAULT);
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThatConnection(peer).wasReset();
                client.close();
                assertThatConnection(peer).within(FAR).handledReset().handledReset(staysAwayFor(SHORT));
            }
        }

        @Test
        void isAnsweredByAnotherConnection() throws Exception {
            try (var peer = peer(FAULT)) {
                try (var first = Client.connectTo(peer)) {
                    first.send("A");
                    assertThatConnection(peer).wasReset();
                }
                var waiting = CompletableFuture.runAsync(() ->
                        assertThatConnection(peer.connection(1)).within(FAR).handledReset(RECONNECTS));
                try (var second = Client.connectTo(peer)) {
                    waiting.join();
                    assertThat(failureOf(() ->
                                    assertThatConnection(peer.connection(1)).handledReset(staysAwayFor(SHORT))))
                            .contains("not to have been replaced by another for 40 ms,\n"
                                    + "but the code under test connected again.\n");
                }
            }
        }

        @Test
        void isWatchedForAnotherConnection() throws Exception {
            try (var peer = peer(FAULT)) {
                try (var first = Client.connectTo(peer)) {
                    first.send("A");
                    assertThatConnection(peer).wasReset();
                }
                assertThatConnection(peer).within(FAR).handledReset(staysAwayFor(SHORT));
                var watching = CompletableFuture.supplyAsync(() -> failureOf(() ->
                        assertThatConnection(peer.connection(1)).within(FAR).handledReset(staysAwayFor(FAR))));
                try (var second = Client.connectTo(peer)) {
                    assertThat(watching.join()).isEqualTo("""
                            Expecting connection #1 of peer on port _ (resets after receiving 1 byte, connection 1)
                            not to have been replaced by another for 10 min,
                            but the code under test connected again.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 1 B  "A"
                            >  #1 _  >  RST        resets after receiving 1 byte
                               #1 _  <  socket released (its descriptor is gone)
                            >  #2 _  <  connect from 127.0.0.1:_""");
                }
            }
        }

        @Test
        void isNotKnownToBeLeftAloneByWhatCannotComeAgain() throws Exception {
            try (var peer = peer(FAULT)) {
                try (var first = Client.connectTo(peer)) {
                    first.send("A");
                    assertThatConnection(peer).wasReset();
                }
                assertThatConnection(peer).within(FAR).handledReset();
                peer.close();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).handledReset(staysAwayFor(FAR))))
                        .contains("not to have been replaced by another for 10 min,\n"
                                + "but the peer was closed before the time to watch was over.\n");
            }
        }

        @Test
        void failsWhenItIsHeldOn() throws Exception {
            try (var peer = peer(FAULT);
                    var client = Client.connectTo(peer)) {
                client.send("A");
                assertThatConnection(peer).wasReset();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).handledReset()))
                        .contains("to have been released by the code under test within 40 ms of the reset,\n");
            }
        }

        @Test
        void failsWithoutAnother() throws Exception {
            try (var peer = peer(FAULT)) {
                try (var client = Client.connectTo(peer)) {
                    client.send("A");
                    assertThatConnection(peer).wasReset();
                }
                assertThatConnection(peer).handledReset();
                // Enough for a busy machine to let the socket go; the other that is missing is what the time runs out
                // for.
                assertThat(failureOf(() ->
                                assertThatConnection(peer).within(ofSeconds(2)).handledReset(RECONNECTS)))
                        .contains("to have been replaced by another,\nbut no connection came after it within 2 s.\n");
                peer.close();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).handledReset(RECONNECTS)))
                        .contains("but no connection came after it before the peer was closed.\n");
            }
        }

        @Test
        void failsWithoutReset() throws Exception {
            try (var peer = peer(FAULT);
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).handledReset()))
                        .contains("to have been reset by the peer,\nbut the peer sent no RST within 40 ms.\n");
            }
        }
    }

    @Test
    void aRecoverySaysWhatItIs() {
        assertThat(Recovery.ANY).hasToString("whatever it likes");
        assertThat(RECONNECTS).hasToString("reconnects");
        assertThat(staysAwayFor(SHORT)).hasToString("stays away for 40 ms");
        assertThatThrownBy(() -> staysAwayFor(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a time to wait or to watch must be positive, but was 0 ms");
    }

    @Test
    void aBrokenPipeIsGivenUp() throws Exception {
        try (var peer = peer(Fault.close(Trigger.afterReceiving(1)))) {
            try (var first = Client.connectTo(peer)) {
                first.send("A");
                assertThatConnection(peer).wasClosed();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).handledBrokenPipe()))
                        .contains("to have been released by the code under test within 40 ms of the FIN,\n");
            }
            assertThatConnection(peer).within(FAR).handledBrokenPipe(staysAwayFor(SHORT));
            try (var second = Client.connectTo(peer)) {
                assertThatConnection(peer.connection(1)).within(FAR).handledBrokenPipe(RECONNECTS);
            }
        }
    }

    @Test
    void aHalfCloseIsAnsweredByAFin() throws Exception {
        try (var peer = peer(Fault.halfClose(Trigger.afterReceiving(1)));
                var client = Client.connectTo(peer)) {
            client.send("A");
            client.send("B");
            assertThat(failureOf(() -> assertThatConnection(peer).within(SHORT).handledHalfClose()))
                    .contains("but only the peer sent FIN within 40 ms.\n");
            client.sendFin();
            assertThatConnection(peer).within(FAR).handledHalfClose();
        }
    }

    @Test
    void anIdleTimeoutIsGivenUp() throws Exception {
        try (var peer = peer(Fault.idleFirewall(ofMillis(20), FirewallAction.DROP));
                var client = Client.connectTo(peer)) {
            assertThatConnection(peer).vanished();
            client.sendFin();
            assertThatConnection(peer).within(FAR).handledIdleTimeout();
        }
    }

    @Test
    void anotherEndIsNoIdleTimeout() throws Exception {
        try (var peer = peer(Fault.vanish(Trigger.afterReceiving(1)));
                var client = Client.connectTo(peer)) {
            client.send("A");
            assertThat(failureOf(() -> assertThatConnection(peer).within(SHORT).handledIdleTimeout()))
                    .contains("to have been ended or cut off after an idle time,\n"
                            + "but no fault struck it that waits for idleness within 40 ms.\n");
        }
    }
}
