package dev.peerless.samples.postgres;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.assertions.PeerlessAssertions.readTimedOut;
import static dev.peerless.samples.postgres.Pools.ask;
import static dev.peerless.samples.postgres.Pools.poolThrough;
import static dev.peerless.samples.postgres.Reports.reportOf;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.peer.Peer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The failure. A firewall between pool and database forgets connections that are idle for too long, and tells nobody: from
 * then on it drops what either side sends. Both sockets look healthy. The next query is written without an error, is lost,
 * and its answer never comes. Nothing ends that wait but a timeout: without {@code socketTimeout} it is the kernel's, which
 * sends the query again and again for about 15 minutes.
 */
class IdleFirewallDropsTest {

    @FirewallIdleTimeout("2s")
    Peer firewall;

    @BeforeEach
    void standBetweenPoolAndDatabase() {
        firewall.relayTo(RealPostgres.address());
    }

    @Test
    void aQueryAfterALongPauseHangsUntilTheSocketTimeout() throws SQLException {
        try (var pool = poolWithSocketTimeout();
                var connection = pool.getConnection()) {
            ask(connection, "select 'before'");
            assertThatConnection(firewall).vanished();

            var thrown = catchThrowable(() -> ask(connection, "select 'after'"));

            assertThatNetworkFailure(thrown).isReadTimedOut();
            assertThatConnection(firewall).receivedContaining("select 'after'");
        }
    }

    @Test
    void theDriverSpeaksOfSendingAndPeerlessOfTheReadThatTimedOut() throws SQLException {
        try (var pool = poolWithSocketTimeout();
                var connection = pool.getConnection()) {
            assertThatConnection(firewall).vanished();

            var thrown = catchThrowable(() -> ask(connection, "select 1"));

            assertThat(reportOf(() -> assertThatNetworkFailure(thrown).isConnectionReset()))
                    .isEqualTo("""
                            Expecting org.postgresql.util.PSQLException
                            to tell of CONNECTION_RESET,
                            but it tells of READ_TIMED_OUT.
                               org.postgresql.util.PSQLException: An I/O error occurred while sending to the backend.
                            >  java.net.SocketTimeoutException: Read timed out
                            Help: a peer that vanished or stalls sends neither FIN nor RST. A time limit that ends is no loss, since the connection may be alive.""");
        }
    }

    @Test
    void theTranscriptShowsHowLongTheLossWentUnnoticed() throws SQLException {
        try (var pool = poolWithSocketTimeout();
                var connection = pool.getConnection()) {
            assertThatConnection(firewall).vanished();

            assertThatThrownBy(() -> ask(connection, "select 1")).is(readTimedOut());

            assertThat(reportOf(() -> assertThatConnection(firewall).wasReleasedWithin(ofMillis(500))))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (vanishes after 2 s of idleness, all connections)
                            to have been released by the code under test within 500 ms of its vanishing,
                            but it was released only after _ ms.
                               #1 +_ ms  <  connect from 127.0.0.1:_
                               ... data ...
                            >  #1 +_ ms     vanished   @FirewallIdleTimeout("2s")
                               ... data ...
                            >  #1 +_ ms  <  FIN""");
        }
    }

    /**
     * HikariCP asks a connection for a sign of life before it hands it out, and waits {@code validationTimeout} for it, one
     * connection after the other. Two dropped ones are enough to use up this {@code connectionTimeout}; with the defaults of
     * 5 s and 30 s it takes six.
     */
    @Test
    void droppedConnectionsUseUpTheTimeToBorrowThoughTheDatabaseIsWell() throws SQLException {
        var config = poolThrough(firewall);
        config.setMaximumPoolSize(3);
        config.setValidationTimeout(2000);
        config.setConnectionTimeout(4000);

        try (var pool = new HikariDataSource(config)) {
            fill(pool);
            for (int number = 1; number <= pool.getMaximumPoolSize(); number++) {
                assertThatConnection(firewall.connection(number)).vanished();
            }

            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("request timed out");
        }
    }

    private HikariDataSource poolWithSocketTimeout() {
        var config = poolThrough(firewall);
        config.addDataSourceProperty("socketTimeout", "3"); // seconds; the default, 0, is for ever
        return new HikariDataSource(config);
    }

    private static void fill(HikariDataSource pool) throws SQLException {
        var borrowed = new ArrayList<Connection>();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            borrowed.add(pool.getConnection());
        }
        for (var connection : borrowed) {
            connection.close();
        }
    }
}
