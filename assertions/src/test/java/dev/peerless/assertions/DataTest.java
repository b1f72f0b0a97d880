package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

@Timeout(60)
class DataTest {

    private Peer peer = Peer.plan().listen();
    private Client client;

    @BeforeEach
    void connect() throws Exception {
        client = Client.connectTo(peer);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        peer.close();
    }

    private DataAssert data() {
        return assertThatConnection(peer).within(FAR).receivedData();
    }

    private DataAssert dataSoon() {
        return assertThatConnection(peer).within(SHORT).receivedData();
    }

    /** Has the peer keep only the first bytes. */
    private void recordUpTo(int bytes) throws Exception {
        close();
        peer = Peer.plan().recordPayloadUpTo(bytes).listen();
        connect();
    }

    @Nested
    class AsAWhole {

        @Test
        void passesHoweverReadsCutIt() throws Exception {
            client.send("PLACE ").send("order-1");
            data().isExactly("PLACE order-1")
                    .contains("ord")
                    .startsWith("PLACE")
                    .endsWith("-1")
                    .hasSize(13)
                    .returnToConnection()
                    .received("PLACE order-1");
        }

        @Test
        void failsAsReceivedDoes() throws Exception {
            client.send("order-2");
            assertThat(failureOf(() -> data().isExactly("order-1"))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received exactly 7 B "order-1",
                            but it received 7 B "order-2", which is different from byte 7 on.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 7 B  "order-2\"""");
            assertThat(failureOf(() -> dataSoon().contains("order-1")))
                    .contains("to have received, among others, 7 B \"order-1\",\nbut that is not among the 7 B");
        }

        @Test
        void keepsTheDescription() {
            assertThat(failureOf(() -> assertThatConnection(peer)
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
            recordUpTo(4);
            client.send("order-1").send("order-2");
            data().hasSize(14);
        }

        @Test
        void failsOnMore() throws Exception {
            client.send("order-1");
            assertThat(failureOf(() -> data().hasSize(6))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received 6 B in all,
                            but it received 7 B.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 7 B  "order-1\"""");
        }

        @Test
        void failsAsSoonAsTheRestCanNoLongerCome() throws Exception {
            client.send("order-1").sendFin();
            assertThatConnection(peer).endedByFin();
            assertThat(failureOf(() -> data().hasSize(8))).isEqualTo("""
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
            client.send("order-1");
            assertThat(failureOf(() -> dataSoon().hasSize(8))).contains("but it received only 7 B within 40 ms.");
        }

        @Test
        void isPositive() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data().hasSize(0))
                    .withMessage("a size of data is 1 B or more, but was 0; say receivedNothing() instead of none");
        }
    }

    @Nested
    class Hash {

        private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        @Test
        void isThatOfAllThatCame() throws Exception {
            client.send("ab").send("c");
            data().hasSha256(OF_ABC).hasSha256(OF_ABC.toUpperCase(Locale.ROOT));
        }

        @Test
        void failsAtTheEndOfTheInput() throws Exception {
            client.send("abc").sendFin();
            assertThat(failureOf(() -> data().hasSha256("0".repeat(64))))
                    .contains("to have received data with the SHA-256 " + "0".repeat(64)
                            + ",\nbut that of the 3 B received before the code under test sent FIN is " + OF_ABC
                            + ".\n");
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            client.send("abcd");
            assertThat(failureOf(() -> dataSoon().hasSha256(OF_ABC))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data with the SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad,
                            but that of the 4 B received within 40 ms is 88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 4 B  "abcd\"""");
        }

        @Test
        void isNotJudgedByAPart() throws Exception {
            recordUpTo(3);
            client.send("abcd");
            assertThat(failureOf(() -> data().hasSha256(OF_ABC)))
                    .contains(
                            "but that cannot be known: of 4 B received only the first 3 B were recorded; have the peer keep more with recordPayloadUpTo(bytes).");
        }

        @Test
        void isOneOf64Digits() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data().hasSha256("ba78"))
                    .withMessage("a SHA-256 is written as 64 hexadecimal digits, but was \"ba78\" of 4");
        }
    }

    @Nested
    class Order {

        @Test
        void passesWhateverIsBetween() throws Exception {
            client.send("b, a, then b and c");
            data().containsInOrder("a", "b", "c").containsInOrder(Bytes.utf8("and"), Bytes.utf8(" c"));
        }

        @Test
        void takesNoByteTwice() throws Exception {
            client.send("aba");
            assertThat(failureOf(() -> dataSoon().containsInOrder("ab", "ba"))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received, in this order, 2 B "ab", 2 B "ba",
                            but 2 B "ba" did not come after 2 B "ab" within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 3 B  "aba\"""");
        }

        @Test
        void failsAtTheEndOfTheInput() throws Exception {
            client.send("abc").sendFin();
            assertThat(failureOf(() -> data().containsInOrder("x", "a")))
                    .contains("but 1 B \"x\" did not come before the code under test sent FIN.");
        }

        @Test
        void isNotJudgedByAPart() throws Exception {
            recordUpTo(1);
            client.send("ab");
            assertThat(failureOf(() -> data().containsInOrder("a", "b"))).contains("but that cannot be known: of 2 B");
        }

        @Test
        void doesNotMindWhatIsNotRecordedBehindIt() throws Exception {
            recordUpTo(2);
            client.send("ab");
            data().hasSize(2);
            client.send("cd");
            data().hasSize(4).containsInOrder("a", "b").contains("ab").startsWith("ab");
            assertThat(failureOf(() -> data().containsInOrder("a", "d"))).contains("but that cannot be known: of 4 B");
        }

        @Test
        void doesNotMindWhatOfTheSameReadIsNotRecorded() throws Exception {
            recordUpTo(2);
            client.send("abcd");
            data().containsInOrder("a", "b");
        }

        @Test
        void needsSomething() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data().containsInOrder(new String[0]))
                    .withMessage("say what is to be received, in its order");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data().containsInOrder("a", ""))
                    .withMessage("no bytes are found anywhere and prove nothing; say what is to be received");
        }
    }

    @Nested
    class StartAndEnd {

        @Test
        void doNotMindWhatComesBetweenThem() throws Exception {
            client.send("PLACE ").send("order-1").send("\r\n");
            data().startsWith("PLACE o").endsWith("1\r\n").endsWith("PLACE order-1\r\n");
        }

        @Test
        void startFailsAsSoonAsItIsAnother() throws Exception {
            client.send("PLAN order-1");
            assertThat(failureOf(() -> data().startsWith("PLACE"))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data that start with 5 B "PLACE",
                            but it received 12 B "PLAN order-1", which is different from byte 4 on.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 12 B  "PLAN order-1\"""");
        }

        @Test
        void startFailsWhenTheTimeIsUp() throws Exception {
            client.send("PL");
            assertThat(failureOf(() -> dataSoon().startsWith("PLACE")))
                    .contains("but it received only 2 B \"PL\" within 40 ms.");
        }

        @Test
        void startDoesNotMindWhatIsNotRecordedBehindIt() throws Exception {
            recordUpTo(5);
            client.send("PLACE order-1");
            data().startsWith("PLACE");
            assertThat(failureOf(() -> data().startsWith("PLACE "))).contains("but that cannot be known: of 13 B");
            assertThat(failureOf(() -> data().endsWith("1"))).contains("but that cannot be known: of 13 B");
        }

        @Test
        void endFailsAtTheEndOfTheInput() throws Exception {
            client.send("order-1").sendFin();
            assertThat(failureOf(() -> data().endsWith("-2")))
                    .contains(
                            "to have received data that end with 2 B \"-2\",\nbut what it received before the code under test sent FIN ends with 2 B \"-1\".");
        }

        @Test
        void endFailsWhenTheTimeIsUp() {
            assertThat(failureOf(() -> dataSoon().endsWith("-2"))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data that end with 2 B "-2",
                            but it received nothing within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_""");
        }

        @Test
        void needSomething() {
            assertThatIllegalArgumentException().isThrownBy(() -> data().startsWith(""));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data().endsWith(""))
                    .withMessage("no bytes are found anywhere and prove nothing; say what is to be the last");
        }
    }

    @Nested
    class Requirements {

        @Test
        void areTriedUntilTheyAreMet() throws Exception {
            client.send("one\n").send("two\n");
            data().hasContentSatisfying(data -> assertThat(data.utf8()).hasLineCount(2));
        }

        @Test
        void failWhenTheTimeIsUpAndSayWhy() throws Exception {
            client.send("one\n");
            assertThat(failureOf(() -> dataSoon()
                            .hasContentSatisfying(
                                    data -> assertThat(data.size()).as("size").isEqualTo(8))))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data that satisfy what the test requires,
                            but the 4 B "one\\n" received within 40 ms do not:
                               [size]\s
                               expected: 8
                                but was: 4.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 4 B  "one\\n\"""");
        }

        @Test
        void areNotMetByHalfAMessageThatTheyCannotParse() throws Exception {
            client.send("order ");
            data().hasSize(6);
            var later = new Thread(() -> sendUnchecked("1"));
            data().hasContentSatisfying(data -> {
                if (later.getState() == Thread.State.NEW) {
                    later.start();
                }
                assertThat(Integer.parseInt(data.utf8().split(" ", -1)[1])).isEqualTo(1);
            });
            later.join();
        }

        private void sendUnchecked(String text) {
            try {
                client.send(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void failWithTheExceptionThatTheyEndedWith() throws Exception {
            client.send("order");
            data().hasSize(5);
            var failure = catchThrowableOfType(
                    AssertionError.class,
                    () -> dataSoon()
                            .hasContentSatisfying(data ->
                                    assertThat(data.utf8().split(" ", -1)[1]).isEqualTo("1")));
            assertThat(Messages.masked(failure.getMessage())).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data that satisfy what the test requires,
                            but the 5 B "order" received within 40 ms do not:
                               java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 5 B  "order\"""");
            assertThat(failure).hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
        }

        @Test
        void mayAbortTheTest() {
            var aborted = new TestAbortedException("not on this machine");
            assertThatThrownBy(() -> data().hasContentSatisfying(data -> {
                        throw aborted;
                    }))
                    .isSameAs(aborted);
        }

        @Test
        void areTheCauseWhereSeveralFailuresAreCollected() throws Exception {
            client.send("one");
            var softly = new PeerlessSoftAssertions();
            softly.assertThatConnection(peer)
                    .within(SHORT)
                    .receivedData()
                    .hasSize(3)
                    .hasContentSatisfying(data -> assertThat(data.utf8()).isEqualTo("two"));
            assertThat(softly.assertionErrorsCollected())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure).hasCauseInstanceOf(AssertionError.class));
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
