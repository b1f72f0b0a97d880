package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.connectedFor;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.peer.CorruptPeers.echoes;
import static dev.peerless.peer.CorruptPeers.greets;
import static dev.peerless.peer.CorruptPeers.peer;
import static dev.peerless.peer.CorruptPeers.read;
import static dev.peerless.peer.CorruptPeers.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where a plain socket meets garbage among what the peer sends. */
class GarbageTest {

    @Test
    void comesInFrontOfTheFirstByteByDefault() throws Exception {
        var fault = Fault.corrupt(onConnect(), Corruption.garbage(64)).withSeed(7);
        try (var peer = greets("hello", fault);
                var client = RawClient.to(peer)) {
            read(client, 64);
            assertThat(client.readText(5)).isEqualTo("hello");
            assertThat(peer.settledTranscript().toString())
                    .contains(">  corrupted  corrupts what it sends (64 bytes of garbage) on connect"
                            + " (64 B inserted, from byte 1 on, seed 7)");
        }
    }

    @Test
    void waitsForTheAnswerOfAPeerThatSpeaksSecond() throws Exception {
        try (var peer = echoes(Fault.corrupt(onConnect(), Corruption.garbage(3)));
                var client = RawClient.to(peer)) {
            assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            client.write("hello");

            read(client, 3);
            assertThat(client.readText(5)).isEqualTo("hello");
        }
    }

    @Test
    void comesExactlyBehindTheByteThatTheTriggerCounts() throws Exception {
        try (var peer = greets("hello world", Fault.corrupt(afterSending(6), Corruption.garbage(64)));
                var client = RawClient.to(peer)) {
            assertThat(client.readText(6)).isEqualTo("hello ");
            assertThat(read(client, 64)).hasSize(64);
            assertThat(client.readText(5)).isEqualTo("world");
        }
    }

    @Test
    void needsNoByteBehindTheLast() throws Exception {
        try (var peer = greets("hello", Fault.corrupt(afterSending(5), Corruption.garbage(64)));
                var client = RawClient.to(peer)) {
            assertThat(client.readText(5)).isEqualTo("hello");
            assertThat(read(client, 64)).hasSize(64);
        }
    }

    @Test
    void comesOutOfTheBlueWhenItsTimeHasCome() throws Exception {
        try (var peer = silent(Fault.corrupt(connectedFor(Duration.ofMillis(20)), Corruption.garbage(64)));
                var client = RawClient.to(peer)) {
            assertThat(read(client, 64)).hasSize(64);
        }
    }

    @Test
    void comesWhenTheTestCallsForIt() throws Exception {
        try (var peer = echoes(Fault.corrupt(onDemand(), Corruption.garbage(64)));
                var client = RawClient.to(peer)) {
            client.write("a");
            assertThat(client.readText(1)).isEqualTo("a");
            peer.connection(1).fire();
            assertThat(read(client, 64)).hasSize(64);
            client.write("b");
            assertThat(client.readText(1)).isEqualTo("b");
        }
    }

    @Test
    void comesBeforeTheAnswerToWhatTheTriggerWaitsFor() throws Exception {
        try (var peer = echoes(Fault.corrupt(afterReceiving(3), Corruption.garbage(64)));
                var client = RawClient.to(peer)) {
            client.write("abcdef");

            assertThat(client.readText(2)).isEqualTo("ab");
            assertThat(read(client, 64)).hasSize(64);
            assertThat(client.readText(4)).isEqualTo("cdef");
        }
    }

    @Test
    void countsAsSent() throws Exception {
        var garbage = Fault.corrupt(onConnect(), Corruption.garbage(64));
        try (var peer = greets("never sent", garbage, Fault.truncate(afterSending(64), Ending.FIN));
                var client = RawClient.to(peer)) {
            assertThat(read(client, 1000)).hasSize(64);
            assertThat(peer.unfiredFaults()).isEmpty();
        }
        var behind = Fault.corrupt(afterSending(5), Corruption.garbage(64));
        try (var peer = CorruptPeers.peer(
                        Asked.answering("hello world"), behind, Fault.truncate(afterSending(69), Ending.RESET));
                var client = Asked.asking(peer)) {
            assertThat(client.readText(5)).isEqualTo("hello");
            assertThat(read(client, 64)).hasSize(64);
            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
        }
    }

    @Test
    void waitsForTheEndOfAStall() throws Exception {
        try (var peer = echoes(Fault.corrupt(onDemand(), Corruption.garbage(64)));
                var client = RawClient.to(peer)) {
            peer.connection(1).stall();
            client.write("abc");
            peer.connection(1).fire();
            assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            peer.connection(1).resume();

            assertThat(read(client, 64)).hasSize(64);
            assertThat(client.readText(3)).isEqualTo("abc");
        }
    }

    @Test
    void comesBeforeAFinThatWaits() throws Exception {
        try (var peer = echoes(Fault.corrupt(onDemand(), Corruption.garbage(64)));
                var client = RawClient.to(peer)) {
            client.write("x");
            assertThat(client.readText(1)).isEqualTo("x");
            peer.connection(1).stall();
            peer.connection(1).fire();
            client.finish();
            peer.connection(1).resume();

            assertThat(read(client, 1000)).hasSize(64);
        }
    }

    @Test
    void ofTheLargestSizeComesWhole() throws Exception {
        var fault = Fault.corrupt(onDemand(), Corruption.garbage(Corruption.MOST_GARBAGE));
        try (var peer = silent(fault);
                var client = RawClient.to(peer)) {
            peer.connection(1).fire();
            peer.connection(1).send("behind");

            assertThat(read(client, Corruption.MOST_GARBAGE)).hasSize(Corruption.MOST_GARBAGE);
            assertThat(client.readText(6)).isEqualTo("behind");
        }
    }
}
