package dev.peerless.samples.postgres;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.assertions.PeerlessAssertions.connectionLoss;
import static dev.peerless.fault.FirewallAction.RESET_ON_NEXT_PACKET;
import static dev.peerless.samples.postgres.Pools.ask;
import static dev.peerless.samples.postgres.Pools.poolThrough;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.peer.Peer;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A kinder firewall, and how NAT gateways in clouds behave: it forgets idle connections just as silently, but answers the
 * next packet with a RST. Nobody hangs. One statement fails, at once, and whether the server has carried it out is for the
 * application to find out; the pool only sees that the connection is broken, and replaces it.
 */
class FirewallResetsTest {

    @FirewallIdleTimeout(value = "2s", action = RESET_ON_NEXT_PACKET, connections = "1")
    Peer firewall;

    @BeforeEach
    void standBetweenPoolAndDatabase() {
        firewall.relayTo(RealPostgres.address());
    }

    @Test
    void oneStatementFailsAndThePoolReplacesTheConnection() throws SQLException {
        try (var pool = new HikariDataSource(poolThrough(firewall))) {
            try (var connection = pool.getConnection()) {
                ask(connection, "select 'before'");
                assertThatConnection(firewall.connection(1)).vanished();

                var thrown = catchThrowable(() -> ask(connection, "select 'after'"));

                assertThatNetworkFailure(thrown).isConnectionReset();
            }

            assertThat(ask(pool, "select 'again'")).isEqualTo("again");
            assertThatConnection(firewall.connection(1)).wasReset();
            assertThatConnections(firewall).hasCount(2).reconnectedWithin(ofSeconds(5));
        }
    }

    @Test
    void theFailedStatementIsNotRepeatedBehindTheBackOfTheApplication() throws SQLException {
        try (var pool = new HikariDataSource(poolThrough(firewall))) {
            try (var connection = pool.getConnection()) {
                ask(connection, "select 'before'");
                assertThatConnection(firewall.connection(1)).vanished();

                assertThatThrownBy(() -> ask(connection, "select pg_notify('orders', 'order-1')"))
                        .is(connectionLoss());
            }
            ask(pool, "select 'again'");

            assertThatConnections(firewall).sentExactlyOnce("order-1");
        }
    }

    @Test
    void aConnectionThatIdledInThePoolIsReplacedUnnoticed() throws SQLException {
        try (var pool = new HikariDataSource(poolThrough(firewall))) {
            ask(pool, "select 'before'");
            assertThatConnection(firewall.connection(1)).vanished();

            assertThat(ask(pool, "select 'after'")).isEqualTo("after");

            assertThatConnection(firewall.connection(1)).wasReset();
            assertThatConnection(firewall.connection(2)).receivedContaining("select 'after'");
        }
    }
}
