package dev.peerless.benchmarks;

import dev.peerless.assertions.CapturedLog;
import dev.peerless.peer.Connection;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A peer, a raw client that is connected to it, and what else an assertion may be about. */
final class Stage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Peer peer;
    private final Deque<Socket> clients = new ArrayDeque<>();
    private final CountDownLatch call = new CountDownLatch(1);
    private @Nullable CapturedLog log;

    Stage(boolean watchesReleases) throws IOException, InterruptedException {
        peer = Peer.plan().watchReleases(watchesReleases).listen();
        connect();
        for (var seen = peer.transcript(); seen.size() == 0; ) {
            seen = peer.awaitMore(seen, PATIENCE);
        }
    }

    Peer peer() {
        return peer;
    }

    Connection first() {
        return peer.connection(1);
    }

    /** What a call into the code under test waits for. */
    CountDownLatch call() {
        return call;
    }

    void captureLog() {
        log = CapturedLog.start();
    }

    CapturedLog log() {
        return Objects.requireNonNull(log, "captured");
    }

    void connect() throws IOException {
        clients.push(new Socket(peer.host(), peer.port()));
    }

    void send(String text) throws IOException {
        clients.getLast().getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    void sendFin() throws IOException {
        clients.getLast().shutdownOutput();
    }

    void closeClient() throws IOException {
        clients.getLast().close();
    }

    /** Gives when the peer last did something to a connection. */
    long lastOfThePeer() {
        return peer.transcript().events().stream()
                .filter(Stage::isOfThePeer)
                .mapToLong(WireEvent::nanos)
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static boolean isOfThePeer(WireEvent event) {
        return (event instanceof Rst rst && rst.direction() == Direction.SENT)
                || (event instanceof Fin fin && fin.direction() == Direction.SENT)
                || (event instanceof Connected);
    }

    @Override
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
        for (var client : clients) {
            client.close();
        }
        peer.close();
    }
}
