package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What has arrived as a whole, its size and its hash. */
class DataTest {

    @AutoClose
    private Incoming incoming;

    @BeforeEach
    void connect() throws Exception {
        incoming = Incoming.connected();
    }

    @Nested
    class AsAWhole {

        @Test
        void passesHoweverReadsCutIt() throws Exception {
            incoming.send("PLACE ").send("order-1");
            incoming.data()
                    .isExactly("PLACE order-1")
                    .contains("ord")
                    .startsWith("PLACE")
                    .endsWith("-1")
                    .hasSize(13)
                    .returnToConnection()
                    .received("PLACE order-1");
        }

        @Test
        void failsAsReceivedDoes() throws Exception {
            incoming.send("order-2");
            assertThat(failureOf(() -> incoming.data().isExactly("order-1"))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received exactly 7 B "order-1",
                            but it received 7 B "order-2", which is different from byte 7 on.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 7 B  "order-2\"""");
            assertThat(failureOf(() -> incoming.dataSoon().contains("order-1")))
                    .contains("to have received, among others, 7 B \"order-1\",\nbut that is not among the 7 B");
        }

        @Test
        void keepsTheDescription() {
            assertThat(failureOf(() -> assertThatConnection(incoming.peer())
                            .as("the order client")
                            .within(SHORT)
                            .receivedData()
                            .contains("A")))
                    .startsWith("[the order client] Expecting connection #1");
        }
    }

    @Nested
    class Size {

        @Test
        void needsNoPayload() throws Exception {
            incoming.recordUpTo(4);
            incoming.send("order-1").send("order-2");
            incoming.data().hasSize(14);
        }

        @Test
        void failsOnMore() throws Exception {
            incoming.send("order-1");
            assertThat(failureOf(() -> incoming.data().hasSize(6))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received 6 B in all,
                            but it received 7 B.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 7 B  "order-1\"""");
        }

        @Test
        void failsAsSoonAsTheRestCanNoLongerCome() throws Exception {
            incoming.send("order-1").sendFin();
            assertThatConnection(incoming.peer()).endedByFin();
            assertThat(failureOf(() -> incoming.data().hasSize(8))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received 8 B in all,
                            but it received only 7 B before the code under test sent FIN.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 7 B  "order-1"
                            >  #1 _  <  FIN
                               #1 _  >  FIN        conversation""");
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            incoming.send("order-1");
            assertThat(failureOf(() -> incoming.dataSoon().hasSize(8)))
                    .contains("but it received only 7 B within 40 ms.");
        }

        @Test
        void isPositive() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> incoming.data().hasSize(0))
                    .withMessage("a size of data is 1 B or more, but was 0; say receivedNothing() instead of none");
        }
    }

    @Nested
    class Hash {

        private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        @Test
        void isThatOfAllThatCame() throws Exception {
            incoming.send("ab").send("c");
            incoming.data().hasSha256(OF_ABC).hasSha256(OF_ABC.toUpperCase(Locale.ROOT));
        }

        @Test
        void failsAtTheEndOfTheInput() throws Exception {
            incoming.send("abc").sendFin();
            assertThat(failureOf(() -> incoming.data().hasSha256("0".repeat(64))))
                    .contains("to have received data with the SHA-256 " + "0".repeat(64)
                            + ",\nbut that of the 3 B received before the code under test sent FIN is " + OF_ABC
                            + ".\n");
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            incoming.send("abcd");
            assertThat(failureOf(() -> incoming.dataSoon().hasSha256(OF_ABC))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data with the SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad,
                            but that of the 4 B received within 40 ms is 88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 4 B  "abcd\"""");
        }

        @Test
        void isNotJudgedByAPart() throws Exception {
            incoming.recordUpTo(3);
            incoming.send("abcd");
            assertThat(failureOf(() -> incoming.data().hasSha256(OF_ABC)))
                    .contains(
                            "but that cannot be known: of 4 B received only the first 3 B were recorded; have the peer keep more with recordPayloadUpTo(bytes) or @Peerless(recordPayloadUpTo = bytes).");
        }

        @Test
        void isOneOf64Digits() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> incoming.data().hasSha256("ba78"))
                    .withMessage("a SHA-256 is written as 64 hexadecimal digits, but was \"ba78\" of 4");
        }
    }

    @Test
    void whatAServerDelivers() throws Exception {
        try (var server = Server.listening();
                var browser = ClientPeer.plan().create()) {
            browser.connect(server.address());
            try (var served = server.accept()) {
                served.send("HTTP/1.1 200 OK\r\n\r\nHello").sendFin();
                assertThatConnection(browser)
                        .receivedData()
                        .startsWith("HTTP/1.1 200")
                        .containsInOrder("\r\n\r\n", "Hello")
                        .endsWith("Hello");
            }
        }
    }

    @Test
    void isWaitedForByWhoeverSendsItLater() throws Exception {
        try (var echo = Peer.plan().speak(Conversation.echo()).listen();
                var other = Client.connectTo(echo)) {
            var sending = new Thread(() -> {
                try {
                    other.send("order-1");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            sending.start();
            assertThatConnection(echo).within(FAR).receivedData().hasSize(7);
            sending.join();
        }
    }
}
