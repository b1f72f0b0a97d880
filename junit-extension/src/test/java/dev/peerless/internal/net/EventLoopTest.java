package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.internal.time.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A loop that has no channel parks, since it would hold up the end of the JVM in its selector, and misses nothing. */
class EventLoopTest {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    /** One for all tests: a loop lives as long as the JVM. */
    private static final EventLoop LOOP = new EventLoop("event loop of a test", Ticker.SYSTEM).start();

    private static final EventLoop.Ready UNASKED = new EventLoop.Ready() {
        @Override
        public void ready(SelectionKey key) {}

        @Override
        public void failed(Throwable failure) {}
    };

    private static void awaitParked() {
        var thread = LOOP.call(Thread::currentThread);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(System.nanoTime() - deadline)
                    .as(thread.getState().name())
                    .isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void parksWithoutAChannelAndRunsWhatItIsHandedThen() {
        awaitParked();

        assertThat(LOOP.<Integer>call(() -> 7)).isEqualTo(7);
    }

    @Test
    void parksAgainWhenItsLastChannelIsClosed() throws Exception {
        try (var channel = ServerSocketChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            assertThat(LOOP.call(() -> LOOP.register(channel, SelectionKey.OP_ACCEPT, UNASKED))
                            .isValid())
                    .isTrue();
            LOOP.call(() -> {
                Hangup.close(LOOP, channel);
                return null;
            });
        }
        awaitParked();
    }

    @Test
    void wakesForATimerWithoutAChannel() throws Exception {
        var rung = new CompletableFuture<Thread>();
        var unused = LOOP.call(() -> LOOP.schedule(
                LOOP.now() + Duration.ofMillis(5).toNanos(), () -> rung.complete(Thread.currentThread())));

        assertThat(rung.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS)).isEqualTo(LOOP.call(Thread::currentThread));
    }

    /** Each waits for the answer to the last before it hands over the next, so that the loop parks in between. */
    @Test
    void losesNothingThatManyThreadsHandOver() throws Exception {
        var ran = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(3);
        try {
            var callers = new ArrayList<Future<?>>();
            for (int caller = 0; caller < 3; caller++) {
                callers.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        LOOP.call(ran::incrementAndGet);
                    }
                }));
            }
            for (var caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ran).hasValue(6_000);
    }
}
