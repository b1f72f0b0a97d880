package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A slow relay, between two plain sockets. */
class SlowRelayTest {

    /** More than the kernel takes on all four sides. */
    private static final int MUCH = 32_000_000;

    private static final Shaping LATENCY = Shaping.none().withLatency(ofMillis(100));
    private static final Shaping FOREVER = Shaping.none().withLatency(ofSeconds(3600));
    private static final Shaping NOTHING = Shaping.none().withBytesPerSecond(0);
    private static final String RESET = "SocketException: Connection reset";

    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = Upstream.listening();
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    private Peer relayWith(Fault... faults) {
        var setup = Peer.plan().relayTo(upstream.address());
        for (var fault : faults) {
            setup.fault(fault);
        }
        return setup.listen();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Background<String> writeMuch(Socket served) {
        return Background.run(() -> {
            Upstream.write(served, "x".repeat(MUCH));
            return "ok";
        });
    }

    @Nested
    class Sending {

        @Test
        void delaysWhatComesFromTheUpstream() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), LATENCY));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("hello");
                assertThat(Upstream.readText(served, 5)).isEqualTo("hello");
                long start = System.nanoTime();
                Upstream.write(served, "world");

                assertThat(client.readText(5)).isEqualTo("world");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
        }

        @Test
        void delaysTheFinInItsPlace() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), LATENCY));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                long start = System.nanoTime();
                Upstream.write(served, "bye");
                served.shutdownOutput();

                assertThat(client.readText(3)).isEqualTo("bye");
                assertThat(client.read()).isEqualTo("-1");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
                assertThat(client.write("still here")).isEqualTo("ok");
                assertThat(Upstream.readText(served, 10)).isEqualTo("still here");
            }
        }

        @Test
        void closesLate() throws Exception {
            var fault = Fault.slow(onConnect(), Shaping.none().withCloseDelay(ofMillis(200)));
            try (var relay = relayWith(fault);
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                long start = System.nanoTime();
                served.shutdownOutput();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(200));
                assertThat(Wire.awaitFin(relay, SENT).origin()).hasToString("upstream closed");
            }
        }

        @Test
        void aResetOfTheUpstreamComesAtOnce() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), FOREVER));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                Upstream.write(served, "lost");
                Upstream.reset(served);

                assertThat(client.read()).isEqualTo(RESET);
            }
        }

        @Test
        void readsFromTheUpstreamNoMoreThanItCanKeep() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), FOREVER));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                var writing = writeMuch(served);

                assertThat(writing.isStillBusy()).isTrue();
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(writing.isStillBusy()).isTrue();
            }
        }

        @Test
        void allFlowsInOrderWhenItIsTakenBack() throws Exception {
            try (var relay = relayWith();
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                Upstream.write(served, "a");
                assertThat(client.readText(1)).isEqualTo("a");
                var slow = relay.arm(Fault.slow(onConnect(), NOTHING));
                var writing = writeMuch(served);
                assertThat(writing.isStillBusy()).isTrue();
                slow.close();

                assertThat(client.readText(MUCH)).isEqualTo("x".repeat(MUCH));
                assertThat(writing.result()).isEqualTo("ok");
                Upstream.write(served, "b");
                assertThat(client.readText(1)).isEqualTo("b");
            }
        }

        @Test
        void isAsFastAsItsRateWithLatency() throws Exception {
            var shaping = LATENCY.withBytesPerSecond(1_000_000);
            try (var relay = relayWith(Fault.slow(onConnect(), shaping));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                long start = System.nanoTime();
                var writing = Background.run(() -> {
                    Upstream.write(served, "x".repeat(300_000));
                    return "ok";
                });

                assertThat(client.readText(300_000)).hasSize(300_000);
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(390));
                assertThat(writing.result()).isEqualTo("ok");
            }
        }
    }

    @Nested
    class Receiving {

        @Test
        void delaysWhatGoesToTheUpstream() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), LATENCY, Way.RECEIVING));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                long start = System.nanoTime();
                client.write("hello");

                assertThat(Upstream.readText(served, 5)).isEqualTo("hello");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
                Upstream.write(served, "world");
                assertThat(client.readText(5)).isEqualTo("world");
            }
        }

        @Test
        void whatIsOnItsWayArrivesThoughBothHaveFinished() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), LATENCY, Way.RECEIVING));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                served.shutdownOutput();
                assertThat(client.read()).isEqualTo("-1");
                client.write("bye");
                client.finish();
                Wire.awaitFin(relay, RECEIVED);

                assertThat(Upstream.readText(served, 3)).isEqualTo("bye");
                assertThat(Upstream.read(served)).isEqualTo("-1");
            }
        }

        @Test
        void aResetOfTheCodeUnderTestComesAtOnce() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), FOREVER, Way.RECEIVING));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("lost");
                Wire.awaitReceived(relay, 4);
                client.reset();

                assertThat(Upstream.read(served)).isEqualTo(RESET);
            }
        }

        @Test
        void aCloseDropsWhatWasOnItsWay() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), FOREVER, Way.RECEIVING), Fault.close(onDemand()));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("lost");
                Wire.awaitReceived(relay, 4);
                relay.connection(1).fire();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(Upstream.read(served)).isEqualTo("-1");
            }
        }

        @Test
        void lastsAsLongAsItSays() throws Exception {
            try (var relay = relayWith(Fault.slow(onConnect(), FOREVER, Way.RECEIVING, ofMillis(100)));
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("hello");
                client.finish();

                assertThat(Upstream.readText(served, 5)).isEqualTo("hello");
                assertThat(Upstream.read(served)).isEqualTo("-1");
                Wire.await(relay, WireEvent.FullSpeed.class);
            }
        }
    }
}
