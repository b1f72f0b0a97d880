package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.wire.TcpState;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@SuppressWarnings("try") // when a client closes is what this is about
class HeldConnectionsTest {

    @Test
    void areThoseThatTheCodeUnderTestHasNotClosed() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = RawClient.to(peer);
                var second = RawClient.to(peer)) {
            Wire.awaitConnections(peer, 2);
            assertThat(first.port()).isNotEqualTo(second.port());
            second.close();
            Wire.awaitFin(peer, RECEIVED);

            assertThat(peer.stillHeld(ofMillis(1)))
                    .extracting(Connection::number)
                    .hasSize(1);
        }
    }

    @Test
    void areWaitedFor() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = RawClient.to(peer)) {
            Wire.awaitConnections(peer, 1);
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return peer.stillHeld(ofMinutes(10));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            client.close();

            assertThat(waiting.join()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void areSeenAfterAReset() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.reset(Trigger.afterReceiving(1)))
                        .watchReleases(true)
                        .listen();
                var client = RawClient.to(peer)) {
            client.write("x");
            Wire.awaitRst(peer, SENT);

            assertThat(peer.stillHeld(ofMillis(1))).hasSize(1);
            client.close();
            assertThat(peer.stillHeld(ofMinutes(10))).isEmpty();
        }
    }

    @Test
    void areNotKnownAfterAResetThatNobodyWatches() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.reset(Trigger.afterReceiving(1)))
                        .watchReleases(false)
                        .listen();
                var client = RawClient.to(peer)) {
            client.write("x");
            Wire.awaitRst(peer, SENT);

            assertThat(peer.stillHeld(ofMillis(1))).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void theirStateIsThatOfTheOtherEnd() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = RawClient.to(peer)) {
            assertThat(peer.connection(2).tcpState()).isEmpty();
            Wire.awaitConnections(peer, 1);
            assertThat(peer.connection(1).tcpState()).hasValue(TcpState.ESTABLISHED);
            peer.connection(1).close();
            assertThat(client.read()).isEqualTo("-1");

            assertThat(peer.connection(1).tcpState()).hasValue(TcpState.CLOSE_WAIT);
            assertThat(peer.netstat())
                    .contains(" 127.0.0.1:" + client.port() + " ")
                    .contains(" CLOSE_WAIT");
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void haveAKeepAliveProbeToSendWhereSomebodyHasTurnedThatOn() throws Exception {
        try (var peer = Peer.plan().listen();
                var socket = new Socket(peer.host(), peer.port())) {
            assertThat(peer.connection(2).nextKeepAliveProbe()).isEmpty();
            Wire.awaitConnections(peer, 1);
            assertThat(peer.connection(1).nextKeepAliveProbe()).isEmpty();

            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 600);
            socket.setKeepAlive(true);
            assertThat(peer.connection(1).nextKeepAliveProbe())
                    .hasValueSatisfying(due -> assertThat(due).isBetween(ofSeconds(500), ofSeconds(601)));
        }
    }
}
