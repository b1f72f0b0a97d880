package dev.peerless.incidents.stalepool;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.bytes;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.peerless.assertions.Heartbeat;
import dev.peerless.fault.FirewallPreset;
import dev.peerless.incidents.Verdict;
import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.peer.Peer;
import dev.peerless.samples.postgres.RealPostgres;
import dev.peerless.wire.Bytes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After a quiet spell a request fails for want of a connection, and the database is well. */
class StalePoolTest {

    private static final int POOL = 10;

    /**
     * By how much the firewall's four minutes are compressed, and the pool's time to keep alive with them. HikariCP refuses so
     * short a one at its start, and takes it while it runs.
     */
    private static final int FACTOR = 80;

    /** An empty query: how the driver asks for a sign of life. */
    private static final Heartbeat EMPTY_QUERY = bytes(Bytes.parse("hex: 51 00000005 00"));

    @FirewallIdleTimeout(preset = FirewallPreset.AZURE_LOAD_BALANCER, compressedBy = FACTOR)
    Peer firewall;

    @BeforeEach
    void standBetweenPoolAndDatabase() {
        firewall.relayTo(RealPostgres.address());
    }

    @Test
    void asItWasTheFirstRequestAfterAQuietSpellGetsNoConnectionThoughTheDatabaseIsWell() throws SQLException {
        var settings = OrderPoolAsItWas.settings(url());
        settings.setValidationTimeout(600); // of 5 s: what each connection costs that does not answer
        settings.setConnectionTimeout(5000); // of 30 s: what there is to be spent
        try (var pool = new HikariDataSource(settings)) {
            peak(pool);
            for (int number = 1; number <= POOL; number++) {
                assertThatConnection(firewall.connection(number)).vanished();
            }

            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("Connection is not available, request timed out after ");

            try (var another = DriverManager.getConnection(url(), "postgres", "")) {
                assertThat(orders(another)).isEqualTo(1);
            }
        }
    }

    @Test
    void theGuardFailsForThePoolAsItWas() throws SQLException {
        try (var pool = new HikariDataSource(OrderPoolAsItWas.settings(url()))) {
            peak(pool);

            assertThat(Verdict.of(() -> guard(firewall))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (vanishes after 3 s of idleness, all connections)
                            to carry heartbeats (message 51 00 00 00 05 00) at least every 1800 ms, with a tolerance of 900 ms,
                            but none came for 2700 ms after the last one.""");
        }
    }

    @Test
    void theFixedPoolIsNeverIdleForTheFirewall() throws SQLException {
        try (var pool = new HikariDataSource(OrderPool.settings(url()))) {
            pool.setKeepaliveTime(pool.getKeepaliveTime() / FACTOR);
            peak(pool);

            guard(firewall);

            try (var connection = pool.getConnection()) {
                assertThat(orders(connection)).isEqualTo(1);
            }
            assertThatConnections(firewall).hasCount(POOL);
        }
    }

    /** All ten are in use at once, and then none. */
    private static void peak(HikariDataSource pool) throws SQLException {
        var borrowed = new ArrayList<Connection>();
        for (int i = 0; i < POOL; i++) {
            borrowed.add(pool.getConnection());
        }
        for (var connection : borrowed) {
            connection.close();
        }
    }

    private static void guard(Peer firewall) {
        assertThatConnection(firewall.connection(1))
                .sentHeartbeats(EMPTY_QUERY)
                .atLeastEvery(ofMillis(1800))
                .staysOpenFor(ofSeconds(4));
    }

    private String url() {
        return "jdbc:postgresql://" + firewall.host() + ":" + firewall.port() + "/postgres";
    }

    private static int orders(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select 1")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
