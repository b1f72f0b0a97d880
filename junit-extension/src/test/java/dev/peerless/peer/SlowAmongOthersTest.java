package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When what a peer sends becomes slow and fast again, and what becomes of it when something else strikes. */
class SlowAmongOthersTest {

    private static final Shaping LATENCY = Shaping.none().withLatency(ofMillis(100));
    private static final Shaping FOREVER = Shaping.none().withLatency(ofSeconds(3600));

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
    class Begins {

        @Test
        void withTheAnswerToTheByteAtWhichItStrikes() throws Exception {
            try (var peer = echoWith(Fault.slow(afterReceiving(4), LATENCY));
                    var client = RawClient.to(peer)) {
                client.write("abc");
                assertThat(client.readText(3)).isEqualTo("abc");
                long start = System.nanoTime();
                client.write("d");

                assertThat(client.readText(1)).isEqualTo("d");
                assertThat(since(start)).isGreaterThanOrEqualTo(ofMillis(100));
            }
        }

        @Test
        void inTheMiddleOfAnAnswer() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("0123456789"))
                            .fault(Fault.slow(afterSending(4), FOREVER))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(4)).isEqualTo("0123");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(peer.settledTranscript().toString())
                        .contains("data 4 B  \"0123\"", "slowed     sends slowly (latency 1 h) after sending 4 bytes");
            }
        }

        @Test
        void whenTheTestAsksForIt() throws Exception {
            try (var peer = echoWith(Fault.slow(onDemand(), FOREVER));
                    var client = RawClient.to(peer)) {
                client.write("a");
                assertThat(client.readText(1)).isEqualTo("a");
                peer.connection(1).fire();
                client.write("b");

                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @Test
        void withWhatWaitedAlreadySinceTheCodeUnderTestDidNotRead() throws Exception {
            int size = 8_000_000;
            var body = Bytes.utf8("x".repeat(size));
            try (var peer = Peer.plan()
                            .speak(Conversation.replay(body))
                            .fault(Fault.slow(onDemand(), Shaping.none().withBytesPerSecond(0)))
                            .listen();
                    var client = RawClient.to(peer.address(), 4096)) {
                Wire.await(peer, WireEvent.Data.class, data -> data.direction() == SENT);
                peer.connection(1).fire();
                long sent = Wire.count(peer.settledTranscript(), SENT);
                assertThat(sent).isLessThan(size);

                assertThat(client.readText((int) sent)).hasSize((int) sent);
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            }
        }
    }

    @Nested
    class Ends {

        @Test
        void afterItsTimeWithAllThatWasDelayed() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), FOREVER, Way.SENDING, ofMillis(100)));
                    var client = RawClient.to(peer)) {
                client.write("hello");

                assertThat(client.readText(5)).isEqualTo("hello");
                client.write("again");
                assertThat(client.readText(5)).isEqualTo("again");
                assertThat(peer.settledTranscript().toString())
                        .contains("full speed  sends slowly (latency 1 h) for 100 ms on connect");
            }
        }

        @Test
        void whenItIsTakenBack() throws Exception {
            try (var peer = echoWith();
                    var client = RawClient.to(peer)) {
                client.write("a");
                assertThat(client.readText(1)).isEqualTo("a");
                var slow = peer.arm(Fault.slow(onConnect(), FOREVER));
                client.write("bcd");
                client.finish();
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                slow.close();

                assertThat(client.readText(3)).isEqualTo("bcd");
                assertThat(client.read()).isEqualTo("-1");
            }
        }
    }

    @Nested
    class Together {

        @Test
        void aResetDropsWhatWasDelayed() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), FOREVER), Fault.reset(afterReceiving(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello");

                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            }
        }

        @Test
        void aCloseIsNotDelayedAndDropsWhatWas() throws Exception {
            var shaping = FOREVER.withCloseDelay(ofSeconds(3600));
            try (var peer = echoWith(Fault.slow(onConnect(), shaping), Fault.close(afterReceiving(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello");

                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void aHalfCloseIsNotDelayedAndDropsWhatWas() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), FOREVER), Fault.halfClose(afterReceiving(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello");

                assertThat(client.read()).isEqualTo("-1");
                assertThat(client.write("more")).isEqualTo("ok");
                Wire.awaitReceived(peer, 9);
            }
        }

        @Test
        void aStallHasEverythingWait() throws Exception {
            var slices = Shaping.none().withSlices(1, ofMillis(1));
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("0123456789"))
                            .fault(Fault.slow(onConnect(), slices))
                            .fault(Fault.stall(afterSending(4)))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(4)).isEqualTo("0123");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                peer.connection(1).resume();

                assertThat(client.readText(6)).isEqualTo("456789");
            }
        }

        @Test
        void aTruncationCountsWhatIsOnTheWire() throws Exception {
            var slices = Shaping.none().withSlices(3, ofMillis(1));
            try (var peer = Peer.plan()
                            .speak(Conversation.greeting("0123456789"))
                            .fault(Fault.slow(onConnect(), slices))
                            .fault(Fault.truncate(afterSending(7), Ending.FIN))
                            .listen();
                    var client = RawClient.to(peer)) {
                assertThat(client.readText(7)).isEqualTo("0123456");
                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void aBlackHoleSwallowsWhatWasDelayed() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), LATENCY), Fault.vanish(afterReceiving(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello");
                Wire.await(peer, WireEvent.Vanished.class);

                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            }
        }

        @Test
        void aCrashDropsWhatWasDelayed() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), FOREVER), Fault.crash(afterReceiving(5)));
                    var client = RawClient.to(peer)) {
                client.write("hello");

                assertThat(client.read()).isEqualTo("-1");
            }
        }

        @Test
        void theLaterOfTwoTakesThePlaceOfTheFirst() throws Exception {
            try (var peer = echoWith(
                            Fault.slow(onConnect(), FOREVER),
                            Fault.slow(onDemand(), Shaping.none().withSlices(1, ofMillis(1))));
                    var client = RawClient.to(peer)) {
                peer.connection(1).fire();
                client.write("hello");

                assertThat(client.readText(5)).isEqualTo("hello");
            }
        }

        @Test
        void theCodeUnderTestMayResetWhatIsSlow() throws Exception {
            try (var peer = echoWith(Fault.slow(onConnect(), FOREVER))) {
                try (var client = RawClient.to(peer)) {
                    client.write("hello");
                    Wire.awaitReceived(peer, 5);
                    client.reset();
                }

                Wire.awaitRst(peer, RECEIVED);
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isZero();
            }
        }
    }
}
