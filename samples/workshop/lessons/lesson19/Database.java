package lesson19;

import dev.peerless.peer.Peer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL: unpacked from a jar, started for this lesson, deleted afterwards. */
final class Database implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    Database() throws IOException {
        server = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C") // that of the machine may be one that initdb does not know
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getPort());
    }

    /** Makes an empty database, and tells its name. */
    String create() throws SQLException {
        var name = "shop" + databases.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    /** Says how it is reached through the balancer. */
    static String url(Peer balancer, String name) {
        return "jdbc:postgresql://" + balancer.host() + ":" + balancer.port() + "/" + name
                + "?user=postgres&sslmode=disable&gssEncMode=disable";
    }

    /** Inserts an order, past the balancer, as somebody does who has not looked whether it is there. */
    void insert(String name, String number, String article) throws SQLException {
        try (var connection = server.getDatabase("postgres", name).getConnection();
                var statement = connection.prepareStatement("insert into orders (number, article) values (?, ?)")) {
            statement.setString(1, number);
            statement.setString(2, article);
            statement.execute();
        }
    }

    /** Looks, past the balancer, which orders there are. */
    List<String> orders(String name) throws SQLException {
        try (var connection = server.getDatabase("postgres", name).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select number from orders order by number")) {
            var numbers = new ArrayList<String>();
            while (rows.next()) {
                numbers.add(rows.getString(1));
            }
            return numbers;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
