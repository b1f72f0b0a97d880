package dev.peerless.incidents.heartbeats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The consumer as it is now. Its heartbeats keep the firewall from forgetting it; those that do not come back tell it that
 * the connection is dead, and the library recovers it. An order counts as delivered when it has been handled.
 */
final class Inbox implements AutoCloseable {

    private final Connection connection;

    Inbox(InetSocketAddress broker, String queue, Duration heartbeat, Consumer<String> orders)
            throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(broker.getHostString());
        factory.setPort(broker.getPort());
        factory.setRequestedHeartbeat((int) heartbeat.toSeconds());
        factory.setNetworkRecoveryInterval(heartbeat.toMillis());
        connection = factory.newConnection();
        var channel = connection.createChannel();
        channel.basicConsume(
                queue,
                false,
                (tag, delivery) -> {
                    orders.accept(new String(delivery.getBody(), UTF_8));
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});
    }

    @Override
    public void close() {
        connection.abort(500);
    }
}
