package dev.peerless.incidents.muteredis;

import static dev.peerless.assertions.Heartbeats.redis;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.fppt.jedismock.RedisServer;
import dev.peerless.incidents.Verdict;
import dev.peerless.junit.PeerVanishes;
import dev.peerless.peer.Peer;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The server goes mute: it takes what is sent, and says nothing any more. Another connection to it would be answered. */
class MuteRedisTest {

    private static final Duration PATIENCE = ofSeconds(2);
    private static final Duration BEAT = ofSeconds(1);

    @PeerVanishes(onDemand = true, connections = "1")
    Peer network;

    private RedisServer server;

    @BeforeEach
    void standBeforeTheServer() throws IOException {
        server = RedisServer.newRedisServer(0, InetAddress.getLoopbackAddress()).start();
        network.relayTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getBindPort()));
        try (var jedis = new Jedis("127.0.0.1", server.getBindPort())) {
            jedis.set("session-1", "alice");
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void asTheyWereEveryCommandTimesOutOnTheSameConnectionThoughItIsOpen() {
        try (var sessions = new SessionsAsTheyWere(address(), PATIENCE)) {
            assertThat(sessions.userOf("session-1")).isEqualTo("alice");
            goMute();

            for (int i = 1; i <= 2; i++) {
                assertThatThrownBy(() -> sessions.userOf("session-1"))
                        .isInstanceOf(RedisCommandTimeoutException.class)
                        .hasMessageContaining("Command timed out after 2 second(s)");
            }

            assertThat(sessions.isOpen()).isTrue();
            assertThatConnections(network).hasCount(1);
        }
    }

    @Test
    void theGuardFailsForTheSessionsAsTheyWere() {
        try (var sessions = new SessionsAsTheyWere(address(), PATIENCE)) {
            goMute();
            assertThatThrownBy(() -> sessions.userOf("session-1")).isInstanceOf(RedisCommandTimeoutException.class);

            assertThat(Verdict.of(() -> guard(network))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (vanishes on demand, connection 1)
                            to have its loss noticed by the code under test within 5 s of its vanishing,
                            but the code under test had sent neither FIN nor RST after 5 s, and no new connection had come.""");
        }
    }

    @Test
    void theFixedSessionsNoticeTheSilenceAndReconnect() {
        try (var sessions = new Sessions(address(), ofSeconds(20), BEAT)) {
            assertThat(sessions.userOf("session-1")).isEqualTo("alice");
            goMute();

            guard(network);

            assertThat(sessions.userOf("session-1")).isEqualTo("alice");
        }
    }

    @Test
    void theFixedSessionsGiveUpAfterThreeBeatsWithoutAnAnswer() {
        try (var sessions = new Sessions(address(), ofSeconds(20), BEAT)) {
            goMute();

            assertThatConnection(network.connection(1)).sentHeartbeats(redis()).givesUpAfterMissing(3);
            assertThat(sessions.userOf("session-1")).isEqualTo("alice");
        }
    }

    private static void guard(Peer network) {
        assertThatConnection(network.connection(1)).noticedLossWithin(ofSeconds(5));
    }

    private void goMute() {
        network.connection(1).fire();
        assertThatConnection(network.connection(1)).vanished();
    }

    /** Its timeout is for the handshake; commands have one of their own. */
    private RedisURI address() {
        return RedisURI.builder()
                .withHost(network.host())
                .withPort(network.port())
                .withTimeout(ofSeconds(20))
                .build();
    }
}
