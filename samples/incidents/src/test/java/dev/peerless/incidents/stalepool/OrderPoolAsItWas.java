package dev.peerless.incidents.stalepool;

import com.zaxxer.hikari.HikariConfig;

/**
 * The pool as it was: what HikariCP gave for years to those who set nothing. Connections that
 * nobody uses lie in it, and nobody looks after them.
 */
final class OrderPoolAsItWas {

    private OrderPoolAsItWas() {}

    static HikariConfig settings(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0); // opens none before it is needed,
        config.setInitializationFailTimeout(-1); // so the service starts even while the database does
        config.setKeepaliveTime(0); // the default of older versions; today's is two minutes
        return config;
    }
}
