package dev.peerless.incidents.muteredis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** The sessions as they were: one connection for all, as Lettuce recommends, and its own reconnecting. */
final class SessionsAsTheyWere implements AutoCloseable {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    SessionsAsTheyWere(RedisURI redis, Duration patience) {
        client = RedisClient.create(redis);
        connection = client.connect();
        connection.setTimeout(patience);
    }

    String userOf(String session) {
        return connection.sync().get(session);
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    }
}
