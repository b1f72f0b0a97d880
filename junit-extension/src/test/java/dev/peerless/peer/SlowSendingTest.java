package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.transcript.Direction.SENT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a peer sends that is slow, by the clock of a plain socket: never early, in order, and all of it. */
class SlowSendingTest {

    private static final Shaping LATENCY = Shaping.none().withLatency(ofMillis(100));

    private static Peer echoWith(Fault... faults) {
        var setup = Peer.plan().speak(Conversation.echo());
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
        void delaysEveryAnswer() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), LATENCY));
                    var client = RawClient.to(peer)) {
                for (var text : new String[] {"one", "two"}) {
                    long start = System.nanoTime();
                    client.write(text);

                    assertThat(client.readText(3)).isEqualTo(text);
                    assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
                }
            }
        }

        @Test
        void isThatOfEachByteAndNotOfTheirQueue() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), Shaping.none().withLatency(ofSeconds(1))));
                    var client = RawClient.to(peer)) {
                for (int i = 0; i < 100; i++) {
                    client.write("x");
                    Wire.awaitReceived(peer, i + 1);
                }

                assertThat(client.readText(100)).isEqualTo("x".repeat(100));
                long first = Wire.await(peer, WireEvent.Data.class, data -> data.direction() == SENT)
                        .nanos();
                // One after the other they would have taken 100 s.
                assertThat(since(first)).isLessThan(ofSeconds(50));
            }
        }

        @Test
        void variesWithinTheJitter() throws Exception {
            var shaping = Shaping.none().withLatency(ofMillis(50), ofMillis(30));
            try (var peer = echoWith(Fault.slow(onConnect(), shaping));
                    var client = RawClient.to(peer)) {
                for (int i = 0; i < 5; i++) {
                    long start = System.nanoTime();
                    client.write("x");

                    assertThat(client.readText(1)).isEqualTo("x");
                    assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(20));
                }
                assertThat(peer.settledPlan().toString())
                        .matches(".*latency 50 ms ± 30 ms.*, all connections, with seed \\d+");
            }
        }

        @Test
        void keepsTheOrderWhateverTheJitter() throws Exception {
            var shaping = Shaping.none().withLatency(ofMillis(20), ofMillis(20));
            var said = new StringBuilder();
            try (var peer = echoWith(Fault.slow(onConnect(), shaping));
                    var client = RawClient.to(peer)) {
                for (int i = 100; i < 300; i++) {
                    client.write(String.valueOf(i));
                    said.append(i);
                }

                assertThat(client.readText(600)).isEqualTo(said.toString());
            }
        }
    }

    @Nested
    class Rate {

        @Test
        void isNeverExceeded() throws Exception {
            var fault = Fault.slow(onConnect(), Shaping.none().withBytesPerSecond(10_000));
            try (var peer = Peer.plan()
                    .speak(Conversation.replay(Bytes.utf8("x".repeat(2_000))))
                    .fault(fault)
                    .listen()) {
                long start = System.nanoTime();
                try (var client = RawClient.to(peer)) {
                    for (int hundred = 0; hundred < 20; hundred++) {
                        assertThat(client.readText(100)).isEqualTo("x".repeat(100));
                        assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(hundred * 10L));
                    }
                }
            }
        }
    }

    @Nested
    class Slices {

        @Test
        void comeWithPausesBetweenThem() throws Exception {
            var fault = Fault.slow(onConnect(), Shaping.none().withSlices(4, ofMillis(40)));
            try (var peer = Peer.plan()
                    .speak(Conversation.replay(Step.send("0123"), Step.send("45"), Step.send("6789ab")))
                    .fault(fault)
                    .listen()) {
                long start = System.nanoTime();
                try (var client = RawClient.to(peer)) {
                    assertThat(client.readText(4)).isEqualTo("0123");
                    assertThat(client.readText(4)).isEqualTo("4567");
                    assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(40));
                    assertThat(client.readText(4)).isEqualTo("89ab");
                    assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(80));
                }
                assertThat(peer.settledTranscript().events())
                        .filteredOn(event -> event instanceof WireEvent.Data)
                        .extracting(event -> ((WireEvent.Data) event).payload().toString())
                        .containsExactly("\"0123\"", "\"4567\"", "\"89ab\"");
            }
        }
    }

    @Nested
    class Close {

        @Test
        void comesLaterThanTheLastByte() throws Exception {
            var fault = Fault.slow(onConnect(), Shaping.none().withCloseDelay(ofMillis(200)));
            try (var peer = Peer.plan()
                            .speak(Conversation.replay(Step.await("?"), Step.send("bye"), Step.finish()))
                            .fault(fault)
                            .listen();
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("?");

                assertThat(client.readText(3)).isEqualTo("bye");
                assertThat(client.read()).isEqualTo("-1");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(200));
            }
        }

        @Test
        void answersTheFinOfTheCodeUnderTestLate() throws Exception {
            var fault = Fault.slow(onConnect(), Shaping.none().withCloseDelay(ofMillis(200)));
            try (var peer = echoWith(fault);
                    var client = RawClient.to(peer)) {
                client.write("x");
                assertThat(client.readText(1)).isEqualTo("x");
                long start = System.nanoTime();
                client.finish();

                assertThat(client.read()).isEqualTo("-1");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(200));
            }
        }

        @Test
        void keepsItsPlaceBehindDelayedBytes() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), LATENCY));
                    var client = RawClient.to(peer)) {
                long start = System.nanoTime();
                client.write("hello");
                client.finish();

                assertThat(client.readText(5)).isEqualTo("hello");
                assertThat(client.read()).isEqualTo("-1");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
        }
    }
}
