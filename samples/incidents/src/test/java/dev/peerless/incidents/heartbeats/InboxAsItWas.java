package dev.peerless.incidents.heartbeats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The consumer as it was. Heartbeats had been turned off, here and at the broker, when long pauses tripped them. */
final class InboxAsItWas implements AutoCloseable {

    private final Connection connection;

    InboxAsItWas(InetSocketAddress broker, String queue, Consumer<String> orders) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(broker.getHostString());
        factory.setPort(broker.getPort());
        factory.setRequestedHeartbeat(0);
        connection = factory.newConnection();
        connection
                .createChannel()
                .basicConsume(
                        queue,
                        true,
                        (tag, delivery) -> orders.accept(new String(delivery.getBody(), UTF_8)),
                        tag -> {});
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() {
        connection.abort(500);
    }
}
