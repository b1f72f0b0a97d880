package dev.peerless.peer;

import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.peer.TlsOffsets.MUCH;
import static dev.peerless.peer.TlsOffsets.assertNoCloseNotify;
import static dev.peerless.peer.TlsOffsets.assertReset;
import static dev.peerless.peer.TlsOffsets.peer;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.wire.Bytes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** FIN and RST under TLS at an exact byte of what goes over the wire. */
class TlsCiphertextOffsetTest {

    @Nested
    class SentCiphertext {

        @ParameterizedTest
        @CsvSource({
            "TLS_1_2, 1",
            "TLS_1_2, 5",
            "TLS_1_2, 300",
            "TLS_1_2, 20000",
            "TLS_1_2, 500000",
            "TLS_1_3, 1",
            "TLS_1_3, 5",
            "TLS_1_3, 20000",
            "TLS_1_3, 500000",
        })
        void isCutByAReset(TlsProtocol protocol, int offset) throws Exception {
            var fault = Fault.reset(Trigger.afterSending(offset));
            try (var peer = peer(protocol, TlsLayer.CIPHERTEXT, Conversation.greeting(MUCH), fault);
                    var client = TlsClient.to(peer)) {
                assertReset(catchThrowable(client::readAll));

                assertThat(client.ciphertextRead()).isEqualTo(offset);
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(offset);
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({"TLS_1_2, 1", "TLS_1_2, 5", "TLS_1_2, 300", "TLS_1_3, 1", "TLS_1_3, 5"})
        void isCutByAFinInTheHandshake(TlsProtocol protocol, int offset) throws Exception {
            var fault = Fault.close(Trigger.afterSending(offset));
            try (var peer = peer(protocol, TlsLayer.CIPHERTEXT, Conversation.greeting(MUCH), fault);
                    var client = TlsClient.to(peer)) {
                var failure = catchThrowable(client::readAll);

                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(TLS_ABORTED);
                assertThat(client.ciphertextRead()).isEqualTo(offset);
            }
        }

        /** The client of TLS 1.3 writes after the first of the server's messages: only one that does not can tell. */
        @ParameterizedTest
        @CsvSource({"reset, 'SocketException: Connection reset'", "close, -1"})
        void isCutBetweenTheMessagesOfTheHandshake(String name, String end) throws Exception {
            var at = Trigger.afterSending(300);
            var fault = name.equals("reset") ? Fault.reset(at) : Fault.close(at);
            try (var peer = peer(TlsProtocol.TLS_1_3, TlsLayer.CIPHERTEXT, Conversation.greeting(MUCH), fault);
                    var client = HelloClient.to(peer.address(), peer.tls().clientContext())) {
                assertThat(client.readAll()).isEqualTo("300 bytes, " + end);
            }
        }

        /** In the middle of a record, and yet a socket of the JDK takes it for the end. */
        @ParameterizedTest
        @CsvSource({"TLS_1_2, 20000", "TLS_1_2, 500000", "TLS_1_3, 20000", "TLS_1_3, 500000"})
        void isCutByAFin(TlsProtocol protocol, int offset) throws Exception {
            var fault = Fault.close(Trigger.afterSending(offset));
            try (var peer = peer(protocol, TlsLayer.CIPHERTEXT, Conversation.greeting(MUCH), fault);
                    var client = TlsClient.to(peer)) {
                assertThat(client.readAll()).isBetween(1L, (long) offset);

                assertThat(client.ciphertextRead()).isEqualTo(offset);
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(offset);
                assertNoCloseNotify(peer);
            }
        }
    }

    @Nested
    class ReceivedCiphertext {

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void countsFromTheClientHello(TlsProtocol protocol) throws Exception {
            var fault = Fault.reset(Trigger.afterReceiving(1));
            try (var peer = peer(protocol, TlsLayer.CIPHERTEXT, Conversation.echo(), fault);
                    var client = TlsClient.to(peer)) {
                assertReset(catchThrowable(client::shakeHands));

                assertThat(client.ciphertextRead()).isZero();
            }
        }

        @Test
        void isLookedThroughForPatterns() throws Exception {
            // A record of the handshake begins like this.
            var fault = Fault.reset(Trigger.whenReceived(Bytes.of((byte) 22, (byte) 3)));
            try (var peer = peer(TlsProtocol.TLS_1_3, TlsLayer.CIPHERTEXT, Conversation.echo(), fault);
                    var client = TlsClient.to(peer)) {
                assertReset(catchThrowable(client::shakeHands));
            }
        }
    }
}
