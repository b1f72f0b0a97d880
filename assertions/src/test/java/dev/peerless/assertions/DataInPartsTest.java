package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.wire.Bytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How what has arrived starts and ends, and what comes in which order in it. */
class DataInPartsTest {

    @AutoClose
    private Incoming incoming;

    @BeforeEach
    void connect() throws Exception {
        incoming = Incoming.connected();
    }

    @Nested
    class Order {

        @Test
        void passesWhateverIsBetween() throws Exception {
            incoming.send("b, a, then b and c");
            incoming.data().containsInOrder("a", "b", "c").containsInOrder(Bytes.utf8("and"), Bytes.utf8(" c"));
        }

        @Test
        void takesNoByteTwice() throws Exception {
            incoming.send("aba");
            assertThat(failureOf(() -> incoming.dataSoon().containsInOrder("ab", "ba")))
                    .isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received, in this order, 2 B "ab", 2 B "ba",
                            but 2 B "ba" did not come after 2 B "ab" within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 3 B  "aba\"""");
        }

        @Test
        void failsAtTheEndOfTheInput() throws Exception {
            incoming.send("abc").sendFin();
            assertThat(failureOf(() -> incoming.data().containsInOrder("x", "a")))
                    .contains("but 1 B \"x\" did not come before the code under test sent FIN.");
        }

        @Test
        void isNotJudgedByAPart() throws Exception {
            incoming.recordUpTo(1);
            incoming.send("ab");
            assertThat(failureOf(() -> incoming.data().containsInOrder("a", "b")))
                    .contains("but that cannot be known: of 2 B");
        }

        @Test
        void doesNotMindWhatIsNotRecordedBehindIt() throws Exception {
            incoming.recordUpTo(2);
            incoming.send("ab");
            incoming.data().hasSize(2);
            incoming.send("cd");
            incoming.data().hasSize(4).containsInOrder("a", "b").contains("ab").startsWith("ab");
            assertThat(failureOf(() -> incoming.data().containsInOrder("a", "d")))
                    .contains("but that cannot be known: of 4 B");
        }

        @Test
        void doesNotMindWhatOfTheSameReadIsNotRecorded() throws Exception {
            incoming.recordUpTo(2);
            incoming.send("abcd");
            incoming.data().containsInOrder("a", "b");
        }

        @Test
        void needsSomething() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> incoming.data().containsInOrder(new String[0]))
                    .withMessage("say what is to be received, in its order");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> incoming.data().containsInOrder("a", ""))
                    .withMessage("no bytes are found anywhere and prove nothing; say what is to be received");
        }
    }

    @Nested
    class StartAndEnd {

        @Test
        void doNotMindWhatComesBetweenThem() throws Exception {
            incoming.send("PLACE ").send("order-1").send("\r\n");
            incoming.data().startsWith("PLACE o").endsWith("1\r\n").endsWith("PLACE order-1\r\n");
        }

        @Test
        void startFailsAsSoonAsItIsAnother() throws Exception {
            incoming.send("PLAN order-1");
            assertThat(failureOf(() -> incoming.data().startsWith("PLACE"))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data that start with 5 B "PLACE",
                            but it received 12 B "PLAN order-1", which is different from byte 4 on.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 12 B  "PLAN order-1\"""");
        }

        @Test
        void startFailsWhenTheTimeIsUp() throws Exception {
            incoming.send("PL");
            assertThat(failureOf(() -> incoming.dataSoon().startsWith("PLACE")))
                    .contains("but it received only 2 B \"PL\" within 40 ms.");
        }

        @Test
        void startDoesNotMindWhatIsNotRecordedBehindIt() throws Exception {
            incoming.recordUpTo(5);
            incoming.send("PLACE order-1");
            incoming.data().startsWith("PLACE");
            assertThat(failureOf(() -> incoming.data().startsWith("PLACE ")))
                    .contains("but that cannot be known: of 13 B");
            assertThat(failureOf(() -> incoming.data().endsWith("1"))).contains("but that cannot be known: of 13 B");
        }

        @Test
        void endFailsAtTheEndOfTheInput() throws Exception {
            incoming.send("order-1").sendFin();
            assertThat(failureOf(() -> incoming.data().endsWith("-2")))
                    .contains(
                            "to have received data that end with 2 B \"-2\",\nbut what it received before the code under test sent FIN ends with 2 B \"-1\".");
        }

        @Test
        void endFailsWhenTheTimeIsUp() {
            assertThat(failureOf(() -> incoming.dataSoon().endsWith("-2"))).isEqualTo("""
                            Expecting connection #1 of peer on port _ (well-behaved)
                            to have received data that end with 2 B "-2",
                            but it received nothing within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_""");
        }

        @Test
        void needSomething() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> incoming.data().startsWith(""));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> incoming.data().endsWith(""))
                    .withMessage("no bytes are found anywhere and prove nothing; say what is to be the last");
        }
    }
}
