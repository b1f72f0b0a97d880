package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
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
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A peer that is slow to receive: what it hears comes late, and its window closes. */
class SlowReceivingTest {

    private static final int SMALL_BUFFER = 4096;

    /** More than the kernel takes on either side. */
    private static final int MUCH = 16_000_000;

    private static final Shaping LATENCY = Shaping.none().withLatency(ofMillis(100));
    private static final Shaping FOREVER = Shaping.none().withLatency(ofSeconds(3600));
    private static final Shaping NOTHING = Shaping.none().withBytesPerSecond(0);

    private static Fault receiving(Shaping shaping) {
        return Fault.slow(onConnect(), shaping, Way.RECEIVING);
    }

    private static Peer echoWith(Fault... faults) {
        var setup = Peer.plan().speak(Conversation.echo()).receiveBuffer(SMALL_BUFFER);
        for (var fault : faults) {
            setup.fault(fault);
        }
        return setup.listen();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Nested
    class Latency {

        @Test
        void delaysWhatTheConversationHears() throws Exception {
            try (var peer = echoWith(receiving(LATENCY));
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("hello");
                Wire.awaitReceived(peer, 5);

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
        }

        @Test
        void delaysTheFinInItsPlace() throws Exception {
            try (var peer = echoWith(receiving(LATENCY));
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("hello");
                client.finish();
                Wire.awaitFin(peer, RECEIVED);

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(client.read()).isEqualTo("-1");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
        }

        @Test
        void keepsTheOrderWhateverTheJitter() throws Exception {
            var said = new StringBuilder();
            try (var peer = echoWith(receiving(Shaping.none().withLatency(ofMillis(20), ofMillis(20))));
                    var client = RawClient.to(peer)) {
                for (int i = 100; i < 300; i++) {
                    client.write(String.valueOf(i));
                    said.append(i);
                }

                assertThat(client.readText(600)).isEqualTo(said.toString());
            }
        }

        @Test
        void ofBothWaysAddsUp() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), LATENCY, Way.BOTH));
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("hello");

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(200));
            }
        }

        @Test
        void boundsWhatIsKept() throws Exception {
            try (var peer = echoWith(receiving(FOREVER));
                    var client = RawClient.to(peer)) {
                var writing = Background.run(() -> client.write("x".repeat(MUCH)));
                Wire.awaitReceived(peer, 1 << 20);

                assertThat(writing.isStillBusy()).isTrue();
                assertThat(Wire.count(peer.settledTranscript(), RECEIVED)).isEqualTo(1 << 20);
            }
        }
    }

    @Nested
    class Rate {

        @Test
        void isThatOfTheReads() throws Exception {
            try (var peer = echoWith(receiving(Shaping.none().withBytesPerSecond(10_000)));
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("x".repeat(2_000));

                assertThat(client.readText(2_000)).hasSize(2_000);
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(190));
                var sizes = peer.settledTranscript().events().stream()
                        .filter(event -> event instanceof WireEvent.Data data && data.direction() == RECEIVED)
                        .map(event -> ((WireEvent.Data) event).size());
                assertThat(sizes).allMatch(size -> size <= 100);
            }
        }

        @Test
        void ofNothingClosesTheWindow() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("hello"))
                            .receiveBuffer(SMALL_BUFFER)
                            .fault(receiving(NOTHING))
                            .listen();
                    var client = RawClient.to(peer)) {
                var writing = Background.run(() -> client.write("x".repeat(MUCH)));

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(writing.isStillBusy()).isTrue();
                assertThat(Wire.count(peer.settledTranscript(), RECEIVED)).isZero();
            }
        }

        @Test
        void flowsOnWhenItIsTakenBack() throws Exception {
            try (var peer = Peer.plan().receiveBuffer(SMALL_BUFFER).listen();
                    var client = RawClient.to(peer)) {
                client.write("first");
                Wire.awaitReceived(peer, 5);
                var slow = peer.arm(receiving(NOTHING));
                var writing = Background.run(() -> client.write("x".repeat(MUCH)));
                assertThat(writing.isStillBusy()).isTrue();
                slow.close();

                assertThat(writing.result()).isEqualTo("ok");
                Wire.awaitReceived(peer, 5 + MUCH);
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }
    }

    @Nested
    class Slices {

        @Test
        void reachTheConversationWithPausesBetweenThem() throws Exception {
            try (var peer = echoWith(receiving(Shaping.none().withSlices(4, ofMillis(40))));
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("0123456789ab");

                assertThat(client.readText(12)).isEqualTo("0123456789ab");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(80));
            }
        }
    }

    @Nested
    class Together {

        @Test
        void triggersCountWhatIsRead() throws Exception {
            try (var peer = echoWith(receiving(FOREVER), Fault.reset(afterReceiving(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello");

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            }
        }

        @Test
        void aStallHasEverythingWait() throws Exception {
            try (var peer = echoWith(receiving(LATENCY), Fault.stall(afterReceiving(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello");
                Wire.await(peer, WireEvent.Stalled.class);
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                peer.connection(1).resume();

                assertThat(client.readText(5)).isEqualTo("hello");
            }
        }

        @Test
        void aCrashFindsWhatWasNotHeardUnread() throws Exception {
            try (var peer = echoWith(receiving(FOREVER), Fault.crash(onDemand()));
                    var client = RawClient.to(peer)) {
                client.write("hello");
                Wire.awaitReceived(peer, 5);
                peer.connection(1).fire();

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            }
        }

        @Test
        void aBlackHoleSwallowsWhatWasNotHeard() throws Exception {
            try (var peer = echoWith(Fault.vanish(onDemand()));
                    var client = RawClient.to(peer)) {
                Wire.awaitConnections(peer, 1);
                var slow = peer.arm(receiving(FOREVER));
                client.write("hello");
                Wire.awaitReceived(peer, 5);
                peer.connection(1).fire();
                slow.close();
                client.write("more");
                Wire.awaitReceived(peer, 9);

                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isZero();
            }
        }

        @Test
        void anotherOnTheOtherWayGoesOnBesideIt() throws Exception {
            try (var peer = echoWith(receiving(LATENCY), Fault.slow(onConnect(), LATENCY));
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("hello");

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(200));
            }
        }
    }
}
