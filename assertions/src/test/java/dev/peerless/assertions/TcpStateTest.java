package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.Messages.masked;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.peer.Peer;
import dev.peerless.wire.TcpState;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;

class TcpStateTest {

    private Peer peer;

    // Not a field's initialiser: JUnit makes an instance for a test that is switched off, too, and would not close it.
    @BeforeEach
    void listen() {
        peer = Peer.plan().listen();
    }

    @AfterEach
    void closePeer() {
        peer.close();
    }

    @Test
    @EnabledOnOs(LINUX)
    void isWaitedFor() throws Exception {
        var waiting = CompletableFuture.runAsync(
                () -> assertThatConnection(peer).within(FAR).isInState(TcpState.CLOSE_WAIT));
        try (var client = Client.connectTo(peer)) {
            assertThatConnection(peer).isInState(TcpState.ESTABLISHED);
            peer.connection(1).close();
            waiting.join();
            assertThat(client.read()).isEqualTo(-1);
        }
        assertThatConnection(peer).within(FAR).isInState(TcpState.CLOSED);
    }

    @Test
    @EnabledOnOs(LINUX)
    void failsWithWhatNetstatShows() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("A");
            assertThatConnection(peer).received("A");
            var failure = catchThrowable(
                    () -> assertThatConnection(peer).within(SHORT).isInState(TcpState.CLOSE_WAIT));
            assertThat(masked(failure.getMessage())).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to be in CLOSE_WAIT at the code under test's end,
                            but it was in ESTABLISHED.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 1 B  "A\"""");
            assertThat(failure.getMessage())
                    .containsPattern("\nProto Recv-Q Send-Q Local Address +Foreign Address +State\ntcp6? ")
                    .contains(" LISTEN")
                    .contains(" ESTABLISHED");
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void failsAsSoonAsItCanNoLongerCome() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.sendRst();
        }
        assertThat(failureOf(() -> assertThatConnection(peer).within(FAR).isInState(TcpState.CLOSE_WAIT)))
                .isEqualTo("""
                        Expecting connection #1 of peer on port _ (well-behaved)
                        to be in CLOSE_WAIT at the code under test's end,
                        but it was in CLOSED, and the connection is over.
                           #1 _  <  connect from 127.0.0.1:_
                           #1 _  <  RST""");
    }

    @Test
    @EnabledOnOs(LINUX)
    void failsIfTheConnectionDoesNotCome() {
        assertThat(failureOf(() -> assertThatConnection(peer).within(SHORT).isInState(TcpState.CLOSE_WAIT)))
                .contains("but it had not come within 40 ms.\n");
        peer.close();
        assertThat(failureOf(() -> assertThatConnection(peer).within(FAR).isInState(TcpState.CLOSE_WAIT)))
                .contains("but it had not come within 10 min.\n");
    }

    @Test
    @DisabledOnOs(LINUX)
    void cannotBeKnownElsewhere() throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send("A");
            assertThat(failureOf(() -> assertThatConnection(peer).isInState(TcpState.ESTABLISHED)))
                    .contains("but that cannot be known: this operating system does not show it, Linux does.\n");
        }
    }
}
