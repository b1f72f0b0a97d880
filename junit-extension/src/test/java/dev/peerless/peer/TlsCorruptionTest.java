package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent.Corrupted;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import dev.peerless.transcript.WireEvent.TlsFailed;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under TLS it is ciphertext that is altered: nobody takes it for what was said. */
class TlsCorruptionTest {

    private static Peer peer(Tls tls, Fault... faults) {
        var setup = Peer.plan().tls(tls).speak(Conversation.echo());
        List.of(faults).forEach(setup::fault);
        return setup.listen();
    }

    /** Shakes hands and has all that the peer says of its own accord come, so that what follows is the answer alone. */
    private static TlsClient establish(Peer peer) throws Exception {
        var client = TlsClient.to(peer);
        client.write("fine");
        assertThat(client.readText(4)).isEqualTo("fine");
        assertThat(Wire.await(peer, TlsEstablished.class)).isNotNull();
        return client;
    }

    /**
     * The first 5 bytes of a record are its header. One flipped in its length may have the other side wait for a longer
     * record; one behind is met by the record's authentication.
     */
    @ParameterizedTest
    @EnumSource
    void aFlippedBitMakesABadRecordForTheClient(TlsProtocol protocol) throws Exception {
        try (var peer = peer(Tls.wellBehaved().speaking(protocol));
                var client = establish(peer)) {
            peer.arm(Fault.corrupt(afterSending(5), Corruption.flips(1)));
            client.write("hello");

            assertThatThrownBy(() -> client.readText(5)).isInstanceOf(SSLException.class);
            assertThat(Wire.await(peer, TlsFailed.class).reason()).endsWith("Received fatal alert: bad_record_mac");
            assertThat(Wire.await(peer, Corrupted.class).direction()).isEqualTo(SENT);
            assertThat(peer.unfiredFaults()).isEmpty();
            assertThat(peer.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBitFlippedOnItsWayInMakesABadRecordForThePeer(TlsProtocol protocol) throws Exception {
        try (var peer = peer(Tls.wellBehaved().speaking(protocol));
                var client = establish(peer)) {
            peer.arm(Fault.corrupt(afterReceiving(5), Corruption.flips(1), Way.RECEIVING));
            client.write("hello");

            assertThatThrownBy(() -> client.readText(5))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("Received fatal alert: bad_record_mac");
            assertThat(Wire.await(peer, TlsFailed.class)).isNotNull();
            assertThat(Wire.await(peer, Corrupted.class).direction()).isEqualTo(RECEIVED);
            assertThat(peer.failures()).isEmpty();
        }
    }

    @Test
    void garbageIsNoRecordAtAll() throws Exception {
        var fault = Fault.corrupt(onConnect(), Corruption.garbage(64)).withSeed(7);
        try (var peer = peer(Tls.wellBehaved(), fault);
                var client = TlsClient.to(peer)) {
            assertThatThrownBy(client::shakeHands)
                    .isInstanceOf(SSLException.class)
                    .hasMessage("Unsupported or unrecognized SSL message");
        }
    }

    @Test
    void comesBehindTheRecordOfTheByteThatTheTriggerCounts() throws Exception {
        var fault = Fault.corrupt(afterSending(5), Corruption.garbage(64)).withSeed(7);
        try (var peer = peer(Tls.wellBehaved().counting(TlsLayer.PLAINTEXT), fault);
                var client = TlsClient.to(peer)) {
            client.write("hello world");

            assertThat(client.readText(5)).isEqualTo("hello");
            assertThatThrownBy(() -> client.readText(6)).isInstanceOf(SSLException.class);
            assertThat(peer.unfiredFaults()).isEmpty();
        }
    }
}
