package dev.peerless.incidents.heartbeats;

import static dev.peerless.assertions.Heartbeats.amqp;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.peerless.incidents.Verdict;
import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.junit.PeerVanishes;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A firewall stands between consumer and broker, and a quiet queue looks to it like a dead one. */
class HeartbeatsTest {

    /** The shortest that the protocol knows; it goes out up to twice in this time. */
    private static final Duration HEARTBEAT = ofSeconds(1);

    private static Broker broker;
    private static Connection shop;

    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private String queue;
    private Channel channel;

    @BeforeAll
    static void start() throws Exception {
        broker = new Broker();
        shop = broker.connect();
    }

    @AfterAll
    static void stop() throws IOException {
        shop.close();
        broker.close();
    }

    @BeforeEach
    void declareQueue(TestInfo test) throws IOException {
        queue = test.getTestMethod().orElseThrow().getName();
        channel = shop.createChannel();
        channel.queueDeclare(queue, false, false, false, null);
        channel.confirmSelect();
    }

    @Test
    @FirewallIdleTimeout("3s")
    void asItWasAnOrderIsDeliveredToNobodyAndNobodyIsTold(Peer firewall) throws Exception {
        firewall.relayTo(broker.address());
        try (var inbox = new InboxAsItWas(firewall.address(), queue, orders::add)) {
            assertThatConnection(firewall).vanished();

            place("order-1");

            assertThat(orders.poll(1, SECONDS)).isNull();
            assertThat(inbox.isOpen()).isTrue();
            assertThat(channel.messageCount(queue)).isZero();
            assertThatConnections(firewall).hasCount(1);
        }
    }

    @Test
    @FirewallIdleTimeout("3s")
    void theGuardFailsForTheInboxAsItWas(Peer firewall) throws Exception {
        firewall.relayTo(broker.address());
        try (var inbox = new InboxAsItWas(firewall.address(), queue, orders::add)) {
            assertThat(Verdict.of(() -> guard(firewall))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (vanishes after 3 s of idleness, all connections)
                            to have carried heartbeats (AMQP heartbeat) of the code under test,
                            but none came within 2 s.""");
            assertThat(inbox.isOpen()).isTrue();
        }
    }

    @Test
    @FirewallIdleTimeout("3s")
    @SuppressWarnings("try") // what matters of the inbox is its connection
    void theFixedInboxIsKeptByItsHeartbeats(Peer firewall) throws Exception {
        firewall.relayTo(broker.address());
        try (var inbox = new Inbox(firewall.address(), queue, HEARTBEAT, orders::add)) {
            guard(firewall);

            place("order-1");

            assertThat(orders.poll(20, SECONDS)).isEqualTo("order-1");
            assertThatConnections(firewall).hasCount(1);
        }
    }

    /** Heartbeats do a second thing: where the line is dead all the same, they tell. */
    @Test
    @SuppressWarnings("try") // what matters of the inbox is its connection
    void theFixedInboxNoticesADeadLineAndGetsItsOrderOnTheNext(
            @PeerVanishes(onDemand = true, connections = "1") Peer network) throws Exception {
        network.relayTo(broker.address());
        try (var inbox = new Inbox(network.address(), queue, HEARTBEAT, orders::add)) {
            network.connection(1).fire();

            assertThatConnection(network.connection(1)).noticedLossWithin(ofSeconds(10));

            place("order-1");
            assertThat(orders.poll(20, SECONDS)).isEqualTo("order-1");
        }
    }

    private static void guard(Peer firewall) {
        assertThatConnection(firewall)
                .within(ofSeconds(2))
                .sentHeartbeats(amqp())
                .atLeastEvery(ofMillis(1900))
                .staysOpenFor(ofSeconds(4));
    }

    private void place(String order) throws Exception {
        channel.basicPublish("", queue, null, order.getBytes(UTF_8));
        channel.waitForConfirmsOrDie();
    }
}
