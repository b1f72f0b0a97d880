package dev.peerless.incidents.muteredis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The sessions as they are now. A PING goes out at each beat, so something comes back at each beat; a connection on which nothing
 * has come for two and a half of them is closed, and then Lettuce reconnects as ever.
 */
final class Sessions implements AutoCloseable {

    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    Sessions(RedisURI redis, Duration patience, Duration beat) {
        resources = ClientResources.builder()
                .nettyCustomizer(closingAfterSilenceOf(beat.multipliedBy(5).dividedBy(2)))
                .build();
        client = RedisClient.create(resources, redis);
        connection = client.connect();
        connection.setTimeout(patience);
        resources
                .eventExecutorGroup()
                .scheduleWithFixedDelay(
                        () -> connection.async().ping(), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static NettyCustomizer closingAfterSilenceOf(Duration silence) {
        return new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channel.pipeline().addFirst(new ReadTimeoutHandler(silence.toMillis(), TimeUnit.MILLISECONDS));
            }
        };
    }

    String userOf(String session) {
        return connection.sync().get(session);
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        resources.shutdown(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
