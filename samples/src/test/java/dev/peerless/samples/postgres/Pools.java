package dev.peerless.samples.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.peerless.peer.Peer;
import java.sql.Connection;
import java.sql.SQLException;

/** What the samples share of HikariCP and JDBC. */
final class Pools {

    private Pools() {}

    /** A pool whose connections go through the peer. It opens none before one is asked for. */
    static HikariConfig poolThrough(Peer peer) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://" + peer.host() + ":" + peer.port() + "/postgres");
        config.setUsername("postgres");
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Borrows a connection, asks, and returns the connection. */
    static String ask(HikariDataSource pool, String query) throws SQLException {
        try (var connection = pool.getConnection()) {
            return ask(connection, query);
        }
    }

    static String ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
