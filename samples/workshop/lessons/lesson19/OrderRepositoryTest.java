package lesson19;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.bytes;
import static dev.peerless.fault.FirewallPreset.AWS_NLB;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.whenReceived;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.assertions.Heartbeat;
import dev.peerless.fault.Fault;
import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Peer;
import dev.peerless.wire.Bytes;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Peerless
class OrderRepositoryTest {

    /** PostgreSQL's answer when the pool asks whether a connection lives: what comes after it belongs to the order. */
    private static final int SIGN_OF_LIFE = 11;

    /** An empty query: the question itself. */
    private static final Heartbeat EMPTY_QUERY = bytes(Bytes.parse("hex: 51 00000005 00"));

    private static Database database;

    private String shop;

    @BeforeAll
    static void start() throws Exception {
        database = new Database();
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    private OrderRepository repositoryBehind(Peer balancer, int patienceSeconds) throws Exception {
        shop = database.create();
        balancer.relayTo(database.address());
        return new OrderRepository(Database.url(balancer, shop), 1, ofSeconds(patienceSeconds));
    }

    /** What of the balancer's transcript is about orders. */
    private static String ordersIn(Peer balancer) {
        return balancer.settledTranscript()
                .toString()
                .lines()
                .filter(line -> line.matches(".*( connect | RST |vanished|insert into orders|data 12 B|FIN).*"))
                .collect(Collectors.joining("\n"));
    }

    /** The balancer is replaced twice: when the database has taken an order and begins to say so, and just before. */
    @Test
    @Order(1)
    void anOrderIsKeptOnceThoughTheBalancerResetsTheConnection(Peer balancer) throws Exception {
        try (var repository = repositoryBehind(balancer, 20)) {
            balancer.arm(Fault.reset(afterSending(SIGN_OF_LIFE + 1)).on("1"));
            assertThatCall(() -> repository.place("order-1", "socks"))
                    .as("place(\"order-1\"), when the balancer resets the connection in the middle of the answer")
                    .succeedsWithin(ofSeconds(30));
            assertThat(database.orders(shop))
                    .as(() -> "the orders in the database after one place(\"order-1\"), when the balancer reset the"
                            + " connection in the middle of the answer:\n" + ordersIn(balancer))
                    .containsExactly("order-1");
            assertThatThrownBy(
                            () -> database.insert(shop, "order-1", "socks"),
                            "order-1, inserted once more by somebody who did not look first: the table has to refuse it")
                    .isInstanceOf(SQLException.class);

            balancer.arm(Fault.reset(whenReceived("order-2")).on(Integer.toString(balancer.connectionCount())));
            assertThatCall(() -> repository.place("order-2", "shoes"))
                    .as("place(\"order-2\"), when the balancer resets the connection before the database has all of it")
                    .succeedsWithin(ofSeconds(30));
            assertThat(database.orders(shop))
                    .as(() -> "the orders in the database after place(\"order-2\"), when the balancer reset the"
                            + " connection before the database had all of it:\n" + ordersIn(balancer))
                    .containsExactly("order-1", "order-2");
        }
    }

    /** The balancer dies, and nobody is told. */
    @Test
    @Order(2)
    void nobodyWaitsForeverThoughTheBalancerDies(Peer balancer) throws Exception {
        try (var repository = repositoryBehind(balancer, 3)) {
            balancer.arm(Fault.vanish(whenReceived("order-1")).on("1"));

            assertThatCall(() -> repository.place("order-1", "socks"))
                    .as("place(\"order-1\"), when the balancer dies while it has the statement; the patience is 3 s")
                    .succeedsWithin(ofSeconds(15));
            assertThat(database.orders(shop))
                    .as("the orders in the database after place(\"order-1\"), when the balancer died")
                    .containsExactly("order-1");
        }
    }

    /** Time runs 100 times as fast, for the balancer and, by its setters, for the pool: 350 s are 3.5 s. */
    @Test
    @Order(3)
    void anIdleConnectionIsNotForgotten(@FirewallIdleTimeout(preset = AWS_NLB, compressedBy = 100) Peer balancer)
            throws Exception {
        try (var repository = repositoryBehind(balancer, 20)) {
            var pool = repository.pool();
            pool.setKeepaliveTime(pool.getKeepaliveTime() / 100);
            pool.getHikariPoolMXBean().softEvictConnections();
            repository.place("order-1", "socks");

            assertThatConnection(balancer.connection(2))
                    .as("the signs of life of an idle connection, which a balancer forgets after 350 s, 3.5 s here")
                    .sentHeartbeats(EMPTY_QUERY)
                    .atLeastEvery(ofMillis(2300))
                    .staysOpenFor(ofSeconds(3));
        }
    }

    /** Nothing is wrong with the connection, and the answer will be the same: this takes an article. */
    @Test
    @Order(4)
    void whatTheDatabaseRefusesIsNotAskedAgain(Peer balancer) throws Exception {
        try (var repository = repositoryBehind(balancer, 20)) {
            assertThatThrownBy(
                            () -> repository.place("order-3", null),
                            "place(\"order-3\", null), an order without an article, which the table does not take")
                    .isInstanceOf(SQLException.class);

            assertThatConnections(balancer)
                    .as("place(\"order-3\", null): the database has refused it, so asking again is of no use")
                    .sentExactlyOnce("order-3");
        }
    }
}
