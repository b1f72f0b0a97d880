package dev.peerless.samples.postgres;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.bytes;
import static dev.peerless.samples.postgres.Pools.ask;
import static dev.peerless.samples.postgres.Pools.poolThrough;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.peerless.assertions.Heartbeat;
import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.peer.Peer;
import dev.peerless.wire.Bytes;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three settings that survive a firewall which silently drops idle connections, each in its own way: notice the loss before
 * the query goes out, leave before the firewall forgets, or never be idle for so long.
 *
 * <p>At its start HikariCP takes 30 s as the shortest {@code maxLifetime} and {@code keepaliveTime}. It takes less from the
 * setters of a pool that runs, which lets these tests see in seconds what takes minutes in production.
 */
class PoolSurvivesIdleFirewallTest {

    /** An empty query, {@code Q} with length 5: how the driver asks whether the connection is alive. */
    private static final Heartbeat EMPTY_QUERY = bytes(Bytes.parse("hex: 51 00000005 00"));

    @FirewallIdleTimeout(value = "2s", connections = "1")
    Peer firewall;

    @BeforeEach
    void standBetweenPoolAndDatabase() {
        firewall.relayTo(RealPostgres.address());
    }

    /**
     * Before it hands out a connection that was not used for 500 ms, HikariCP asks the server for a sign of life. The answer
     * does not come; after {@code validationTimeout} the connection is thrown away, and the query goes out on a new one. Its
     * default is 5 s: what the first caller after each pause pays, once for each dropped connection.
     */
    @Test
    void aShortValidationTimeoutReplacesTheDroppedConnectionBeforeTheQuery() throws SQLException {
        var config = poolThrough(firewall);
        config.setValidationTimeout(2000);

        try (var pool = new HikariDataSource(config)) {
            ask(pool, "select 'before'");
            assertThatConnection(firewall.connection(1)).vanished();

            assertThat(ask(pool, "select 'after'")).isEqualTo("after");

            assertThatConnection(firewall.connection(1)).wasReleasedWithin(ofSeconds(5));
            assertThatConnection(firewall.connection(2)).isOpen().receivedContaining("select 'after'");
            assertThatConnections(firewall).reconnectedWithin(ofSeconds(5)).sentExactlyOnce("select 'after'");
        }
    }

    /** An idle connection that is older than {@code maxLifetime} says goodbye while the firewall still knows it. */
    @Test
    void aMaxLifetimeBelowTheTimeoutOfTheFirewallLeavesInTime() throws SQLException {
        try (var pool = new HikariDataSource(poolThrough(firewall))) {
            pool.getHikariConfigMXBean().setMaxLifetime(200);
            ask(pool, "select 'before'");

            assertThatConnection(firewall.connection(1)).endedByFin();

            assertThat(ask(pool, "select 'after'")).isEqualTo("after");
            assertThatConnections(firewall).hasCount(2);
        }
    }

    /** Every {@code keepaliveTime} an idle connection carries an empty query, which is traffic to the firewall. */
    @Test
    void aKeepaliveTimeBelowTheTimeoutOfTheFirewallKeepsTheConnection() throws SQLException {
        try (var pool = new HikariDataSource(poolThrough(firewall))) {
            pool.setKeepaliveTime(100);
            ask(pool, "select 'before'");

            assertThatConnection(firewall)
                    .sentHeartbeats(EMPTY_QUERY)
                    .atLeastEvery(ofMillis(1200))
                    .staysOpenFor(ofSeconds(3));

            assertThat(ask(pool, "select 'after'")).isEqualTo("after");
            assertThatConnections(firewall).hasCount(1);
        }
    }
}
