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

    private final HikariDataSource pool;

    OrderRepository(String jdbcUrl, int connections, Duration patience) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(patience.toMillis());
        config.setValidationTimeout(Math.max(250, patience.toMillis() / 4)); // paid for each dead one that is borrowed
        config.setKeepaliveTime(Duration.ofSeconds(120).toMillis()); // the balancer forgets after 350 s
        config.setMaxLifetime(Duration.ofMinutes(30).toMillis()); // so that a new balancer gets its share
        // As text: numbers are handed on in a way that the driver does not see.
        config.addDataSourceProperty("socketTimeout", Long.toString(Math.max(1, patience.toSeconds())));
        config.addDataSourceProperty("tcpKeepAlive", "true"); // for what is lent out for long
        pool = new HikariDataSource(config);
        execute("create table if not exists orders (number text primary key, article text not null)");
    }

    /** May be done twice: the database knows an order by its number, and takes it once. */
    void place(String number, String article) throws SQLException {
        try {
            insert(number, article);
        } catch (SQLException e) {
            if (!isConnectionLoss(e)) {
                throw e;
            }
            insert(number, article); // the pool has thrown the lost connection away
        }
    }

    private void insert(String number, String article) throws SQLException {
        execute("insert into orders (number, article) values (?, ?) on conflict (number) do nothing", number, article);
    }

    private static boolean isConnectionLoss(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
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
