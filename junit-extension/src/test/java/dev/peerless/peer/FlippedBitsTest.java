package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.whenReceived;
import static dev.peerless.peer.CorruptPeers.assertOneBitFlippedInEach;
import static dev.peerless.peer.CorruptPeers.echoes;
import static dev.peerless.peer.CorruptPeers.greets;
import static dev.peerless.peer.CorruptPeers.peer;
import static dev.peerless.peer.CorruptPeers.read;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent.Corrupted;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a plain socket gets of bytes with a bit flipped. */
class FlippedBitsTest {

    private static Fault flips(int oneIn) {
        return Fault.corrupt(onConnect(), Corruption.flips(oneIn)).withSeed(7);
    }

    @Test
    void areOnTheWireAndInTheTranscript() throws Exception {
        try (var peer = greets("hello world", flips(1));
                var client = RawClient.to(peer)) {
            var bytes = read(client, 11);

            assertOneBitFlippedInEach(bytes, "hello world");
            assertThat(Wire.payload(peer.settledTranscript(), SENT)).isEqualTo(Bytes.of(bytes));
            var told = Wire.await(peer, Corrupted.class);
            var origin = new Origin.ByFault(peer.settledPlan().faults().get(0));
            assertThat(told).isEqualTo(new Corrupted(1, told.nanos(), SENT, 0, 11, 0, origin));
            assertThat(peer.unfiredFaults()).isEmpty();
        }
    }

    @Test
    void areTheSameWithTheSameSeed() throws Exception {
        assertThat(greeting(flips(3))).isEqualTo(greeting(flips(3)));
        assertThat(greeting(flips(3))).isNotEqualTo(greeting(flips(3).withSeed(8)));
    }

    private byte[] greeting(Fault fault) throws Exception {
        try (var peer = greets("hello world, how are you?", fault);
                var client = RawClient.to(peer)) {
            return read(client, 25);
        }
    }

    @Test
    void differFromConnectionToConnection() throws Exception {
        try (var peer = greets("hello world, how are you?", flips(3));
                var one = RawClient.to(peer);
                var other = RawClient.to(peer)) {
            assertThat(read(one, 25)).isNotEqualTo(read(other, 25));
        }
    }

    @Test
    void beginExactlyBehindTheByteThatTheTriggerCounts() throws Exception {
        var fault = Fault.corrupt(afterSending(6), Corruption.flips(1));
        try (var peer = greets("hello world", fault);
                var client = RawClient.to(peer)) {
            assertThat(client.readText(6)).isEqualTo("hello ");
            assertOneBitFlippedInEach(read(client, 5), "world");
        }
    }

    @Test
    void beginWithTheAnswerToWhatTheTriggerWaitsFor() throws Exception {
        var fault = Fault.corrupt(whenReceived("cd"), Corruption.flips(1));
        try (var peer = echoes(fault);
                var client = RawClient.to(peer)) {
            client.write("abcdef");

            assertThat(client.readText(3)).isEqualTo("abc");
            assertOneBitFlippedInEach(read(client, 3), "def");
        }
    }

    @Test
    void areAsManyInAFloodThatTheClientTakesSlowly() throws Exception {
        var flood = Bytes.of(new byte[4_000_000]);
        var fault = Fault.corrupt(onConnect(), Corruption.flips(100)).withSeed(7);
        try (var peer = peer(Conversation.silence().greetingFirst(flood), fault);
                var small = RawClient.to(peer.address(), 4096);
                var client = RawClient.to(peer)) {
            var bySmallReads = read(small, 4_000_000);

            assertThat(IntStream.range(0, 4_000_000).filter(i -> bySmallReads[i] != 0))
                    .hasSizeBetween(39_000, 41_000);
            // Those of another connection have the same chance, and other places.
            assertThat(read(client, 4_000_000)).isNotEqualTo(bySmallReads);
        }
    }

    @Test
    void areWhereTheyAreHoweverTheyGotThere() throws Exception {
        var flood = Bytes.of(new byte[1_000_000]);
        var fault = Fault.corrupt(onConnect(), Corruption.flips(100)).withSeed(7);
        byte[] atOnce;
        try (var peer = peer(Conversation.silence().greetingFirst(flood), fault);
                var client = RawClient.to(peer)) {
            atOnce = read(client, 1_000_000);
        }
        try (var peer = echoes(fault);
                var client = RawClient.to(peer.address(), 4096)) {
            var echo = Background.run(() -> read(client, 1_000_000));
            for (int sent = 0; sent < 1_000_000; sent += 10_000) {
                client.socket().getOutputStream().write(new byte[10_000]);
            }

            assertThat(echo.result()).isEqualTo(atOnce);
        }
    }

    @Test
    void endWithTheirTime() throws Exception {
        var fault = Fault.corrupt(afterReceiving(1), Corruption.flips(1), Way.SENDING, Duration.ofMillis(50));
        try (var peer = echoes(fault);
                var client = RawClient.to(peer)) {
            client.write("x");
            assertThat(client.read()).isNotEqualTo("x");
            do {
                client.write("x");
            } while (!client.readText(1).equals("x"));
            client.write("goes on well");
            assertThat(client.readText(12)).isEqualTo("goes on well");
        }
    }

    @Test
    void areSummedUpWhereThePayloadIsNotKept() throws Exception {
        try (var peer = Peer.plan()
                        .speak(Conversation.echo())
                        .recordPayloadUpTo(0)
                        .fault(flips(1))
                        .listen();
                var client = RawClient.to(peer)) {
            for (int i = 0; i < 50; i++) {
                client.write("x");
                read(client, 1);
            }
            client.finish();
            assertThat(client.read()).isEqualTo("-1");

            var told = peer.settledTranscript().events().stream()
                    .filter(Corrupted.class::isInstance)
                    .map(Corrupted.class::cast)
                    .toList();
            assertThat(told.stream().mapToLong(Corrupted::flipped).sum()).isEqualTo(50);
            assertThat(told).hasSizeLessThan(50);
        }
    }
}
