package dev.peerless.incidents.stalepool;

import com.zaxxer.hikari.HikariConfig;
import java.util.concurrent.TimeUnit;

/**
 * The pool as it is now. An idle connection asks the server for a sign of life twice a minute, well before the firewall's four;
 * and where a connection is lost all the same, no statement waits for ever.
 */
final class OrderPool {

    private OrderPool() {}

    static HikariConfig settings(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0); // opens none before it is needed,
        config.setInitializationFailTimeout(-1); // so the service starts even while the database does
        config.setKeepaliveTime(TimeUnit.SECONDS.toMillis(30));
        config.addDataSourceProperty("socketTimeout", "30"); // seconds
        return config;
    }
}
