package dev.peerless.assertions;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A code under test that sends heartbeats. */
final class HeartbeatingClient implements AutoCloseable {

    private final Client client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private HeartbeatingClient(Client client) {
        this.client = client;
    }

    static HeartbeatingClient connectTo(Peer peer, String heartbeat, Duration interval)
            throws IOException, InterruptedException {
        var heartbeating = new HeartbeatingClient(Client.connectTo(peer));
        heartbeating.timer.scheduleAtFixedRate(
                () -> heartbeating.beat(heartbeat), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return heartbeating;
    }

    private void beat(String heartbeat) {
        try {
            client.send(heartbeat);
        } catch (IOException over) {
            timer.shutdown();
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }
}
