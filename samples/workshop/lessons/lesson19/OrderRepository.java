package lesson19;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Keeps orders in a database that is reached through a load balancer. The balancer forgets connections that are idle
 * for 350 s, and now and then it is replaced by another one, which knows nothing of any connection.
 *
 * <p>When {@code place} returns, the order is in the database, once. It asks a second time where that is of use, and
 * waits for no answer longer than the patience.
 */
final class OrderRepository implements AutoCloseable {

    private static final int ATTEMPTS = 2;

    private final HikariDataSource pool;

    OrderRepository(String jdbcUrl, int connections, Duration patience) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(patience.toMillis());
        // Your turn: here, and at whatever would be done twice or waited for in vain.
        config.setMaxLifetime(0); // connecting is expensive: keep what we have
        config.setKeepaliveTime(0); // the database has better things to do
        pool = new HikariDataSource(config);
        execute("create table if not exists orders (number text not null, article text not null)");
    }

    void place(String number, String article) throws SQLException {
        SQLException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                execute("insert into orders (number, article) values (?, ?)", number, article);
                return;
            } catch (SQLException e) {
                last = e; // the connection was lost, and the pool has another one
            }
        }
        throw last;
    }

    private void execute(String sql, String... values) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** Gives the pool, for those who watch over it. */
    HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
