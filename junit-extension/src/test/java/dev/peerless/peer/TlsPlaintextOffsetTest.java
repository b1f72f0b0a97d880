package dev.peerless.peer;

import static dev.peerless.peer.TlsOffsets.MUCH;
import static dev.peerless.peer.TlsOffsets.assertNoCloseNotify;
import static dev.peerless.peer.TlsOffsets.assertReset;
import static dev.peerless.peer.TlsOffsets.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** FIN and RST under TLS at an exact byte of what is said under it. */
class TlsPlaintextOffsetTest {

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
