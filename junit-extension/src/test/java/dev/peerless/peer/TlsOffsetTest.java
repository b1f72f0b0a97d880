package dev.peerless.peer;

import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent.CloseNotify;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** FIN and RST under TLS at an exact byte, of what goes over the wire or of what is said under it. */
class TlsOffsetTest {

    private static final String MUCH = "x".repeat(1_000_000);

    private static Peer peer(TlsProtocol protocol, TlsLayer counted, Conversation conversation, Fault... faults) {
        var plan = Peer.plan()
                .tls(Tls.wellBehaved().speaking(protocol).counting(counted))
                .speak(conversation);
        for (var fault : faults) {
            plan.fault(fault);
        }
        return plan.listen();
    }

    private static void assertReset(Throwable failure) {
        assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(CONNECTION_RESET);
    }

    private static void assertNoCloseNotify(Peer peer) {
        assertThat(peer.transcript().events())
                .noneMatch(event -> event instanceof CloseNotify notify && notify.direction() == SENT);
    }

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

    @Nested
    class SentPlaintext {

        @ParameterizedTest
        @CsvSource({
            "TLS_1_2, 1", "TLS_1_2, 16384", "TLS_1_2, 16385", "TLS_1_2, 500000",
            "TLS_1_3, 1", "TLS_1_3, 16384", "TLS_1_3, 16385", "TLS_1_3, 500000",
        })
        void isCutByAReset(TlsProtocol protocol, int offset) throws Exception {
            var fault = Fault.reset(Trigger.afterSending(offset));
            try (var peer = peer(protocol, TlsLayer.PLAINTEXT, Conversation.greeting(MUCH), fault);
                    var client = TlsClient.to(peer)) {
                assertThat(client.readText(offset)).hasSize(offset);
                assertReset(catchThrowable(client::read));

                assertThat(peer.unfiredFaults()).isEmpty();
                assertThat(peer.settledTranscript().toString()).contains("RST        resets after sending");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "TLS_1_2, 1", "TLS_1_2, 16384", "TLS_1_2, 16385", "TLS_1_2, 500000",
            "TLS_1_3, 1", "TLS_1_3, 16384", "TLS_1_3, 16385", "TLS_1_3, 500000",
        })
        void isCutByAFin(TlsProtocol protocol, int offset) throws Exception {
            var fault = Fault.close(Trigger.afterSending(offset));
            try (var peer = peer(protocol, TlsLayer.PLAINTEXT, Conversation.greeting(MUCH), fault);
                    var client = TlsClient.to(peer)) {
                // Between two records: a client of the JDK takes it for the end.
                assertThat(client.readText(offset + 1)).hasSize(offset);
                assertNoCloseNotify(peer);
            }
        }

        @Test
        void isCutExactlyHoweverSlowTheClientReads() throws Exception {
            var fault = Fault.reset(Trigger.afterSending(8_000_000));
            try (var peer = peer(
                            TlsProtocol.TLS_1_3,
                            TlsLayer.PLAINTEXT,
                            Conversation.greeting("x".repeat(10_000_000)),
                            fault);
                    var client = TlsClient.to(peer)) {
                client.shakeHands();
                Wire.await(peer, TlsEstablished.class);
                assertThat(peer.unfiredFaults())
                        .singleElement()
                        .asString()
                        .matches(
                                "resets after sending 8000000 bytes never struck: #1 had been sent \\d+ of 8000000 bytes");

                assertThat(client.readText(8_000_000)).hasSize(8_000_000);
                assertReset(catchThrowable(client::read));
            }
        }

        @Test
        void goesOnAfterAStall() throws Exception {
            var fault = Fault.stall(Trigger.afterSending(3), Duration.ofMillis(1));
            try (var peer = peer(
                            TlsProtocol.TLS_1_3,
                            TlsLayer.PLAINTEXT,
                            Conversation.greeting("hello"),
                            fault,
                            Fault.reset(Trigger.afterSending(4)));
                    var client = TlsClient.to(peer)) {
                assertThat(client.readText(4)).isEqualTo("hell");
                assertReset(catchThrowable(client::read));
                assertThat(peer.settledTranscript().events()).anyMatch(Resumed.class::isInstance);
            }
        }
    }

    /** The handshake is not what a peer says first. */
    @Nested
    class WhatIsSaidFirst {

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isSentBeforeTheEnd(TlsProtocol protocol) throws Exception {
            var fault = Fault.truncate(Trigger.whenSaid(), Ending.FIN);
            try (var peer = peer(protocol, TlsLayer.CIPHERTEXT, Conversation.greeting(MUCH), fault);
                    var client = TlsClient.to(peer)) {
                assertThat(client.readText(MUCH.length() + 1)).hasSize(MUCH.length());
                assertNoCloseNotify(peer);
            }
        }

        @Test
        void mayBeNothing() throws Exception {
            var fault = Fault.reset(Trigger.whenSaid());
            try (var peer = peer(TlsProtocol.TLS_1_3, TlsLayer.PLAINTEXT, Conversation.echo(), fault);
                    var client = TlsClient.to(peer)) {
                assertReset(catchThrowable(client::read));
                assertThat(peer.settledTranscript().events()).anyMatch(TlsEstablished.class::isInstance);
            }
        }
    }

    @Nested
    class ReceivedPlaintext {

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isAnsweredUpToTheByteThatStrikes(TlsProtocol protocol) throws Exception {
            var fault = Fault.reset(Trigger.afterReceiving(4));
            try (var peer = peer(protocol, TlsLayer.PLAINTEXT, Conversation.echo(), fault);
                    var client = TlsClient.to(peer)) {
                client.write("0123456789");

                assertThat(client.readText(3)).isEqualTo("012");
                assertReset(catchThrowable(client::read));
            }
        }

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isLookedThroughForPatterns(TlsProtocol protocol) throws Exception {
            var fault = Fault.close(Trigger.whenReceived("QUIT"));
            try (var peer = peer(protocol, TlsLayer.PLAINTEXT, Conversation.echo(), fault);
                    var client = TlsClient.to(peer)) {
                client.write("NOOP QU");
                assertThat(client.readText(7)).isEqualTo("NOOP QU");
                client.write("IT NOOP");

                assertThat(client.readText(2)).isEqualTo("I");
                assertNoCloseNotify(peer);
            }
        }

        @Test
        void waitsDuringAStallAndCountsOn() throws Exception {
            try (var peer = peer(
                            TlsProtocol.TLS_1_3,
                            TlsLayer.PLAINTEXT,
                            Conversation.echo(),
                            Fault.stall(Trigger.afterReceiving(2)),
                            Fault.reset(Trigger.afterReceiving(5)));
                    var client = TlsClient.to(peer)) {
                client.write("012");
                Wire.await(peer, Stalled.class);
                client.write("3456");
                peer.connection(1).resume();

                assertThat(client.readText(4)).isEqualTo("0123");
                assertReset(catchThrowable(client::read));
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @Test
        void endsInTheRightPlaceAfterAStall() throws Exception {
            try (var peer = peer(
                            TlsProtocol.TLS_1_3,
                            TlsLayer.PLAINTEXT,
                            Conversation.echo(),
                            Fault.stall(Trigger.afterReceiving(2)));
                    var client = TlsClient.to(peer)) {
                client.write("01234");
                client.socket().shutdownOutput();
                Wire.await(peer, Stalled.class);

                peer.connection(1).resume();

                assertThat(client.readText(6)).isEqualTo("01234");
                assertThat(peer.failures()).isEmpty();
            }
        }

        @Test
        void isCountedFromNowByAFaultThatIsArmedLater() throws Exception {
            try (var peer = peer(TlsProtocol.TLS_1_3, TlsLayer.PLAINTEXT, Conversation.echo());
                    var client = TlsClient.to(peer)) {
                client.write("0123456789");
                assertThat(client.readText(10)).isEqualTo("0123456789");

                try (var armed = peer.arm(Fault.reset(Trigger.afterReceiving(3)))) {
                    client.write("abcdef");

                    assertThat(client.readText(2)).isEqualTo("ab");
                    assertReset(catchThrowable(client::read));
                    assertThat(armed).isNotNull();
                }
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @Test
        void isNotCountedByAFaultThatWasTakenBack() throws Exception {
            try (var peer = peer(TlsProtocol.TLS_1_3, TlsLayer.PLAINTEXT, Conversation.echo());
                    var client = TlsClient.to(peer)) {
                client.shakeHands();
                peer.arm(Fault.reset(Trigger.afterReceiving(3)).allowedNotToFire())
                        .close();
                client.write("abcdef");

                assertThat(client.readText(6)).isEqualTo("abcdef");
            }
        }

        @Test
        void isToldByTheGuard() throws Exception {
            var fault = Fault.reset(Trigger.afterReceiving(16));
            try (var peer = peer(TlsProtocol.TLS_1_3, TlsLayer.PLAINTEXT, Conversation.echo(), fault);
                    var client = TlsClient.to(peer)) {
                client.write("123456789");
                assertThat(client.readText(9)).isEqualTo("123456789");

                assertThat(peer.unfiredFaults())
                        .singleElement()
                        .hasToString("resets after receiving 16 bytes never struck: #1 had received 9 of 16 bytes");
            }
        }

        @Test
        void leavesOtherTriggersToTheConnection() throws Exception {
            try (var peer = peer(
                            TlsProtocol.TLS_1_3,
                            TlsLayer.PLAINTEXT,
                            Conversation.echo(),
                            Fault.reset(Trigger.connectedFor(Duration.ofMillis(100)))
                                    .on("1"),
                            Fault.reset(Trigger.onDemand()).on("2"));
                    var old = RawClient.to(peer);
                    var young = RawClient.to(peer)) {
                assertThat(old.read()).isEqualTo("SocketException: Connection reset");
                peer.connection(2).fire();
                assertThat(young.read()).isEqualTo("SocketException: Connection reset");
            }
        }
    }
}
