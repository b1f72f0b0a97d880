package dev.peerless.samples.postgres;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.samples.postgres.Pools.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerRefuses;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PeerVanishes;
import dev.peerless.peer.Peer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * The driver says class 08 of whatever happened to a connection; what it was, its cause tells. Connects are refused, lost or
 * never answered under the same state, and statements lost or never answered under another.
 */
class DriverFailureTest {

    private static final String CANNOT_CONNECT = "08001";
    private static final String NO_CONNECTION = "08003";
    private static final String LOST = "08006";

    private static Connection connect(Peer peer) throws SQLException {
        return connect(peer, 30);
    }

    private static Connection connect(Peer peer, int timeoutSeconds) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + peer.host() + ":" + peer.port()
                + "/postgres?user=postgres&sslmode=disable&gssEncMode=disable&loginTimeout=30&socketTimeout="
                + timeoutSeconds);
    }

    private static SQLException failureToConnect(Peer peer) {
        return catchThrowableOfType(SQLException.class, () -> connect(peer).close());
    }

    private static SQLException failureOf(Connection connection) {
        return catchThrowableOfType(SQLException.class, () -> ask(connection, "select 'order-1'"));
    }

    @Test
    void connectingIsRefused(@PeerRefuses Peer database) {
        var failure = failureToConnect(database);

        assertThat(failure.getSQLState()).isEqualTo(CANNOT_CONNECT);
        assertThatNetworkFailure(failure).isConnectionRefused();
    }

    @Test
    void connectingIsReset(@PeerResets(afterReceiving = 8) Peer database) {
        var failure = failureToConnect(database);

        assertThat(failure.getSQLState()).isEqualTo(CANNOT_CONNECT);
        assertThatNetworkFailure(failure).isConnectionReset();
    }

    @Test
    void connectingEndsInAFin(@PeerCloses(afterReceiving = 8) Peer database) {
        var failure = failureToConnect(database);

        assertThat(failure.getSQLState()).isEqualTo(CANNOT_CONNECT);
        assertThatNetworkFailure(failure).isConnectionLoss();
    }

    @Test
    void connectingIsNeverAnswered(@PeerVanishes Peer database) {
        var failure = catchThrowableOfType(
                SQLException.class, () -> connect(database, 1).close());

        assertThat(failure.getSQLState()).isEqualTo(CANNOT_CONNECT);
        assertThatNetworkFailure(failure).isReadTimedOut();
    }

    @Test
    void aStatementMeetsAReset(@PeerResets(whenReceived = "order-1") Peer database) throws SQLException {
        database.relayTo(RealPostgres.address());
        try (var connection = connect(database)) {
            var failure = failureOf(connection);

            assertThat(failure.getSQLState()).isEqualTo(LOST);
            assertThatNetworkFailure(failure).isConnectionReset();
            assertThatConnection(database).wasReset();
        }
    }

    @Test
    void aStatementMeetsAFin(@PeerCloses(whenReceived = "order-1") Peer database) throws SQLException {
        database.relayTo(RealPostgres.address());
        try (var connection = connect(database)) {
            var failure = failureOf(connection);

            assertThat(failure.getSQLState()).isEqualTo(LOST);
            assertThatNetworkFailure(failure).isEndOfStream();
        }
    }

    @Test
    void aStatementIsNeverAnswered(@PeerVanishes(whenReceived = "order-1") Peer database) throws SQLException {
        database.relayTo(RealPostgres.address());
        try (var connection = connect(database)) {
            connection.setNetworkTimeout(Runnable::run, 1000);

            var failure = failureOf(connection);

            assertThat(failure.getSQLState()).isEqualTo(LOST);
            assertThatNetworkFailure(failure).isReadTimedOut();
        }
    }

    /** The driver has closed it, and keeps no cause: 08003 alone does not tell who ended what. */
    @Test
    void theNextStatementTellsNothingAnyMore(@PeerResets(whenReceived = "order-1") Peer database) throws SQLException {
        database.relayTo(RealPostgres.address());
        try (var connection = connect(database)) {
            assertThatNetworkFailure(failureOf(connection)).isConnectionReset();

            var next = failureOf(connection);

            assertThat(next.getSQLState()).isEqualTo(NO_CONNECTION);
            assertThat(NetworkFailure.of(next)).isEqualTo(NetworkFailure.UNKNOWN);
        }
    }
}
