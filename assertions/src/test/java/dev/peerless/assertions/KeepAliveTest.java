package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.peer.Peer;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;

class KeepAliveTest {

    private Peer peer;
    private Socket socket;

    @BeforeEach
    void connect() throws Exception {
        peer = Peer.plan().listen();
        socket = new Socket(peer.host(), peer.port());
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        peer.close();
    }

    @Test
    @EnabledOnOs(LINUX)
    void passesOnceItIsOn() throws Exception {
        socket.setKeepAlive(true);
        assertThatConnection(peer).within(FAR).hasKeepAlive();
    }

    @Test
    @EnabledOnOs(LINUX)
    void isWaitedFor() throws Exception {
        assertThatConnection(peer).isOpen();
        var waiting = CompletableFuture.runAsync(
                () -> assertThatConnection(peer).within(FAR).hasKeepAlive());
        socket.setKeepAlive(true);
        waiting.join();
    }

    @Test
    @EnabledOnOs(LINUX)
    void failsWhereItIsOff() {
        assertThatConnection(peer).isOpen();
        assertThat(failureOf(() -> assertThatConnection(peer).within(SHORT).hasKeepAlive()))
                .isEqualTo("""
                        Expecting connection #1 of peer on port _ (well-behaved)
                        to have keep-alive on at the code under test's end,
                        but no timer ran for a probe in ESTABLISHED.
                           #1 _  <  connect from 127.0.0.1:_""");
    }

    @Test
    @EnabledOnOs(LINUX)
    void passesWithAShortIdleTime() throws Exception {
        socket.setKeepAlive(true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
        assertThatConnection(peer)
                .within(FAR)
                .hasKeepAliveAfterAtMost(ofSeconds(60))
                .hasKeepAlive();
    }

    @Test
    @EnabledOnOs(LINUX)
    void failsWithALongIdleTime() throws Exception {
        socket.setKeepAlive(true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 7200);
        assertThat(failureOf(() -> assertThatConnection(peer).within(SHORT).hasKeepAliveAfterAtMost(ofSeconds(300))))
                .startsWith("Expecting connection #1 of peer on port _ (well-behaved)\n"
                        + "to have keep-alive on at the code under test's end, with a first probe after at most 5 min of"
                        + " idleness,\n")
                .containsPattern("\nbut the next probe was due in (2 h|7[12]\\d\\d s)\\.\n");
    }

    @Test
    @EnabledOnOs(LINUX)
    void isNoHeartbeat() throws Exception {
        socket.setKeepAlive(true);
        assertThat(failureOf(() -> assertThatConnection(peer).within(SHORT).sentHeartbeats(line("PING"))))
                .isEqualTo("Expecting connection #1 of peer on port _ (well-behaved)\n"
                        + "to have carried heartbeats (line \"PING\") of the code under test,\n"
                        + "but none came within 40 ms.\n"
                        + "   #1 _  <  connect from 127.0.0.1:_\n"
                        + "Help: TCP keep-alive is on at this socket, but its probes carry no bytes: no peer counts them as"
                        + " heartbeats, and the first is sent after two hours of idleness unless TCP_KEEPIDLE says"
                        + " otherwise.");
    }

    @Test
    @EnabledOnOs(LINUX)
    void failsIfTheConnectionDoesNotCome() {
        assertThat(failureOf(() ->
                        assertThatConnection(peer.connection(2)).within(SHORT).hasKeepAlive()))
                .contains("but it had not come within 40 ms.\n");
    }

    @Test
    @DisabledOnOs(LINUX)
    void cannotBeKnownElsewhere() {
        assertThat(failureOf(() -> assertThatConnection(peer).hasKeepAlive()))
                .contains("but that cannot be known: this operating system does not show it, Linux does.\n");
    }
}
