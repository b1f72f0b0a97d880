package dev.peerless.samples.failures;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.whenReceived;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import dev.peerless.wire.Bytes;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL's driver, alone and under a pool. No database: what it is told until it can ask is always the same. */
final class Jdbc {

    private static final String DRIVER = "PostgreSQL";

    /** What ends the startup message of the driver. */
    private static final String STARTED = "\0\0";

    /** No password is wanted; who we are; ready for a query, outside of transactions. */
    private static final Bytes READY = Bytes.utf8("R\0\0\0\10\0\0\0\0"
            + parameter("server_version", "18.0")
            + parameter("client_encoding", "UTF8")
            + parameter("DateStyle", "ISO, MDY")
            + parameter("TimeZone", "UTC")
            + parameter("integer_datetimes", "on")
            + parameter("standard_conforming_strings", "on")
            + "Z\0\0\0\5I");

    /** The pool has to have tried once when this is over, which it does on a thread of its own; else it has nothing to tell. */
    private static final int TIME_TO_TRY_MILLIS = 5000;

    private Jdbc() {}

    static List<Provocation> all() {
        return List.of(
                new Provocation(DRIVER, "refused", () -> Attempts.at(Fault.refuse(), Jdbc::connectInVain)),
                new Provocation(
                        DRIVER,
                        "RST while connecting",
                        () -> Attempts.at(Fault.reset(afterReceiving(8)), Jdbc::connectInVain)),
                new Provocation(
                        DRIVER,
                        "FIN while connecting",
                        () -> Attempts.at(Fault.close(whenReceived(STARTED)), Jdbc::connectInVain)),
                new Provocation(
                        DRIVER,
                        "silence while connecting",
                        () -> Attempts.at(Fault.vanish(afterReceiving(8)), Jdbc::connectImpatiently)),
                new Provocation(DRIVER, "RST for an answer", () -> ask(Fault.reset(whenReceived("order-1")))),
                new Provocation(DRIVER, "FIN for an answer", () -> ask(Fault.close(whenReceived("order-1")))),
                new Provocation(
                        DRIVER,
                        "statement after RST",
                        () -> connected((peer, connection) -> {
                            peer.connection(1).reset();
                            ask(connection);
                        })),
                new Provocation(
                        DRIVER,
                        "statement after a failed one",
                        () -> connected((peer, connection) -> {
                            peer.connection(1).reset();
                            Attempts.fail(() -> ask(connection));
                            ask(connection);
                        })),
                new Provocation("HikariCP", "refused", () -> Attempts.at(Fault.refuse(), Jdbc::pool)));
    }

    private static String parameter(String name, String value) {
        return "S\0\0\0" + (char) (name.length() + value.length() + 6) + name + "\0" + value + "\0";
    }

    private interface Use {

        void of(Peer peer, Connection connection) throws Exception;
    }

    private static void connected(Use use) throws Exception {
        connected(Peer.plan().speak(database()).listen(), use);
    }

    private static void ask(Fault fault) throws Exception {
        connected(Peer.plan().speak(database()).fault(fault).listen(), (peer, connection) -> ask(connection));
    }

    private static void connected(Peer database, Use use) throws Exception {
        try (database;
                var connection = connect(database.address(), Attempts.PATIENCE_MILLIS / 1000)) {
            use.of(database, connection);
        }
    }

    private static Conversation database() {
        return Conversation.replay(Step.await(STARTED), Step.send(READY), Step.await("no more of it"));
    }

    private static void ask(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select 'order-1'");
        }
    }

    private static void connectInVain(InetSocketAddress database) throws SQLException {
        connect(database, Attempts.PATIENCE_MILLIS / 1000).close();
    }

    private static void connectImpatiently(InetSocketAddress database) throws SQLException {
        connect(database, 1).close();
    }

    private static Connection connect(InetSocketAddress database, int timeoutSeconds) throws SQLException {
        return DriverManager.getConnection(url(database, timeoutSeconds));
    }

    private static String url(InetSocketAddress database, int timeoutSeconds) {
        return "jdbc:postgresql://" + database.getHostString() + ":" + database.getPort()
                + "/postgres?user=postgres&sslmode=disable&gssEncMode=disable&assumeMinServerVersion=18"
                + "&socketTimeout=" + timeoutSeconds;
    }

    private static void pool(InetSocketAddress database) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(url(database, 1));
        config.setConnectionTimeout(TIME_TO_TRY_MILLIS);
        config.setInitializationFailTimeout(-1);
        try (var pool = new HikariDataSource(config)) {
            pool.getConnection().close();
        }
    }
}
