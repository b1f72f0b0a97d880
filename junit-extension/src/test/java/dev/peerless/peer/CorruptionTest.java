package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.fault.Trigger.whenReceived;
import static dev.peerless.peer.CorruptPeers.assertOneBitFlippedInEach;
import static dev.peerless.peer.CorruptPeers.echoes;
import static dev.peerless.peer.CorruptPeers.peer;
import static dev.peerless.peer.CorruptPeers.read;
import static dev.peerless.peer.CorruptPeers.silent;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import dev.peerless.transcript.WireEvent.Corrupted;
import dev.peerless.wire.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whose bytes are altered, when, and what the guard says of it. */
class CorruptionTest {

    private static Fault flips(int oneIn) {
        return Fault.corrupt(onConnect(), Corruption.flips(oneIn)).withSeed(7);
    }

    @Nested
    class WhatIsReceived {

        @Test
        void reachesTheConversationAlteredAndTheTranscriptAsItCame() throws Exception {
            var heard = new ListeningEcho();
            try (var peer = peer(heard, Fault.corrupt(onConnect(), Corruption.flips(1), Way.RECEIVING));
                    var client = RawClient.to(peer)) {
                client.write("hello");
                var echoed = read(client, 5);

                assertOneBitFlippedInEach(echoed, "hello");
                assertThat(heard.heard()).isEqualTo(new String(echoed, UTF_8));
                assertThat(Wire.payload(peer.settledTranscript(), RECEIVED)).isEqualTo(Bytes.utf8("hello"));
                assertThat(Wire.await(peer, Corrupted.class).direction()).isEqualTo(RECEIVED);
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @Test
        void hasGarbageInFrontOfTheNextByte() throws Exception {
            try (var peer = echoes(Fault.corrupt(afterReceiving(3), Corruption.garbage(4), Way.RECEIVING));
                    var client = RawClient.to(peer)) {
                client.write("abc");
                assertThat(client.readText(3)).isEqualTo("abc");
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                client.write("def");

                read(client, 4);
                assertThat(client.readText(3)).isEqualTo("def");
            }
        }

        @Test
        void isCountedAndMatchedAsItCame() throws Exception {
            var corruption = Fault.corrupt(onConnect(), Corruption.flips(1).withGarbage(9), Way.RECEIVING);
            try (var peer = echoes(corruption, Fault.close(whenReceived("end")));
                    var client = RawClient.to(peer)) {
                client.write("the end");

                assertThat(read(client, 1000)).hasSize(9 + 6);
            }
        }

        @Test
        void mayBeAlteredBothWays() throws Exception {
            try (var peer = echoes(Fault.corrupt(onConnect(), Corruption.garbage(4), Way.BOTH));
                    var client = RawClient.to(peer)) {
                client.write("abc");

                assertThat(read(client, 4)).isNotEqualTo(read(client, 4));
                assertThat(client.readText(3)).isEqualTo("abc");
            }
        }
    }

    @Nested
    class ARelay {

        @Test
        void altersTheAnswersOfItsUpstream() throws Exception {
            try (var upstream = Upstream.listening();
                    var relay = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(Fault.corrupt(
                                    afterSending(2), Corruption.flips(1).withGarbage(64)))
                            .listen();
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("hi");
                assertThat(Upstream.readText(served, 2)).isEqualTo("hi");
                Upstream.write(served, "hello");

                assertThat(client.readText(2)).isEqualTo("he");
                assertThat(read(client, 64)).hasSize(64);
                assertOneBitFlippedInEach(read(client, 3), "llo");
            }
        }

        @Test
        void altersWhatItsUpstreamGets() throws Exception {
            try (var upstream = Upstream.listening();
                    var relay = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(Fault.corrupt(
                                    onConnect(), Corruption.flips(1).withGarbage(64), Way.RECEIVING))
                            .listen();
                    var client = RawClient.to(relay);
                    var served = upstream.accept()) {
                client.write("hello");

                assertThat(served.getInputStream().readNBytes(64)).hasSize(64);
                assertOneBitFlippedInEach(served.getInputStream().readNBytes(5), "hello");
                Upstream.write(served, "fine");
                assertThat(client.readText(4)).isEqualTo("fine");
            }
        }
    }

    @Test
    void aClientPeerAltersItsRequest() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = ClientPeer.plan()
                        .fault(Fault.corrupt(afterSending(4), Corruption.flips(1)))
                        .create()) {
            server.setSoTimeout(30_000);
            client.send((InetSocketAddress) server.getLocalSocketAddress(), "GET /orders");
            try (var served = server.accept()) {
                served.setSoTimeout(30_000);
                assertThat(Upstream.readText(served, 4)).isEqualTo("GET ");
                assertOneBitFlippedInEach(served.getInputStream().readNBytes(7), "/orders");
            }
        }
    }

    @Nested
    class ASlowPeer {

        private final Fault slow = Fault.slow(onConnect(), Shaping.none().withBytesPerSecond(2_000), Way.BOTH);

        @Test
        void isSlowWithItsGarbageAndThenCloses() throws Exception {
            var says = Conversation.replay(Step.await("?"), Step.send("hello"), Step.finish());
            try (var peer = peer(says, slow, Fault.corrupt(onConnect(), Corruption.garbage(64)));
                    var client = RawClient.to(peer)) {
                client.write("?");

                assertThat(read(client, 64)).hasSize(64);
                assertThat(client.readText(1000)).isEqualTo("hello");
                assertThat(Wire.awaitFin(peer, SENT).origin()).hasToString("conversation");
            }
        }

        @Test
        void sendsGarbageOutOfTheBlueAsSlowly() throws Exception {
            var fault = Fault.corrupt(onDemand(), Corruption.garbage(64), Way.BOTH);
            try (var peer = echoes(slow, fault);
                    var client = RawClient.to(peer)) {
                peer.connection(1).fire();
                assertThat(read(client, 64)).hasSize(64);
                client.write("abc");

                assertThat(read(client, 64)).hasSize(64);
                assertThat(client.readText(3)).isEqualTo("abc");
            }
        }
    }

    @Nested
    class ALivingPeer {

        @Test
        void isCorruptAsLongAsTheTestWants() throws Exception {
            try (var peer = echoes();
                    var client = RawClient.to(peer)) {
                client.write("good");
                assertThat(client.readText(4)).isEqualTo("good");
                try (var corruption = peer.arm(Fault.corrupt(onConnect(), Corruption.flips(1)))) {
                    assertThat(corruption.fault().seed()).isPresent();
                    client.write("bad");
                    assertOneBitFlippedInEach(read(client, 3), "bad");
                }
                client.write("good");
                assertThat(client.readText(4)).isEqualTo("good");
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @Test
        void sendsGarbageAtTheMomentAtWhichItIsArmedToOnDemand() throws Exception {
            try (var peer = silent();
                    var client = RawClient.to(peer);
                    var garbage = peer.arm(Fault.corrupt(onDemand(), Corruption.garbage(64)))) {
                peer.connection(1).fire();

                assertThat(read(client, 64)).hasSize(64);
                assertThat(garbage.toString()).startsWith("corrupts what it sends (64 bytes of garbage) on demand");
            }
        }

        @Test
        void doesNotSendTheGarbageOfACorruptionThatWasTakenBack() throws Exception {
            try (var peer = echoes();
                    var client = RawClient.to(peer)) {
                client.write("a");
                assertThat(client.readText(1)).isEqualTo("a");
                peer.arm(Fault.corrupt(onConnect(), Corruption.garbage(64)).allowedNotToFire())
                        .close();
                client.write("bc");

                assertThat(client.readText(2)).isEqualTo("bc");
            }
        }
    }

    @Nested
    class TheGuard {

        private List<String> unfired(Peer peer) {
            return peer.unfiredFaults().stream().map(UnfiredFault::toString).toList();
        }

        @Test
        void wantsAByteToAlter() throws Exception {
            try (var peer = silent(Fault.corrupt(onConnect(), Corruption.garbage(64)));
                    var client = RawClient.to(peer)) {
                assertThat(client.readForAMoment()).isEqualTo("Read timed out");
                assertThat(unfired(peer))
                        .containsExactly("corrupts what it sends (64 bytes of garbage) on connect never struck:"
                                + " #1 had sent 0 bytes since its trigger and altered none of them");
            }
        }

        @Test
        void wantsOneToBeChosen() throws Exception {
            try (var peer = echoes(flips(Integer.MAX_VALUE));
                    var client = RawClient.to(peer)) {
                client.write("abc");
                assertThat(client.readText(3)).isEqualTo("abc");
                assertThat(unfired(peer))
                        .containsExactly("corrupts what it sends (a bit in 1 of 2147483647 bytes) on connect never"
                                + " struck: #1 had sent 3 bytes since its trigger and altered none of them");
            }
        }

        @Test
        void saysHowFarItsTriggerGot() throws Exception {
            try (var peer = echoes(Fault.corrupt(afterSending(9), Corruption.flips(1)));
                    var client = RawClient.to(peer)) {
                client.write("abc");
                assertThat(client.readText(3)).isEqualTo("abc");
                assertThat(unfired(peer))
                        .containsExactly("corrupts what it sends (a bit in every byte) after sending 9 bytes never"
                                + " struck: #1 had been sent 3 of 9 bytes");
            }
        }
    }
}
