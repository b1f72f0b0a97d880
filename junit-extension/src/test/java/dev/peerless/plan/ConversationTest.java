package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.wire.Bytes;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConversationTest {

    @Nested
    class Silence {

        @Test
        void saysNothingUntilTheFinWhichItReturns() {
            var said = Said.on(Conversation.silence()).hearing("hello", "anybody?");

            assertThat(said).hasToString("");
            assertThat(said.hearingFin()).hasToString("[FIN]");
        }
    }

    @Nested
    class Echo {

        @Test
        void returnsEveryByteInOrderAndTheFin() {
            assertThat(Said.on(Conversation.echo()).hearing("a", "bc", "d").hearingFin())
                    .hasToString("abcd[FIN]");
        }
    }

    @Nested
    class Greeting {

        @Test
        void comesBeforeAnythingIsHeard() {
            assertThat(Said.on(Conversation.greeting("220 ready\r\n"))).hasToString("220 ready\r\n");
        }

        @Test
        void isFollowedByTheConversationItIsPutBefore() {
            var conversation = Conversation.echo().greetingFirst(Bytes.utf8("hi\n"));

            assertThat(Said.on(conversation).hearing("abc").hearingFin()).hasToString("hi\nabc[FIN]");
        }

        @Test
        void canBePutBeforeAnotherGreeting() {
            assertThat(Said.on(Conversation.greeting("second").greetingFirst(Bytes.utf8("first "))))
                    .hasToString("first second");
        }
    }

    @Nested
    class Lines {

        private final Conversation upperCase =
                Conversation.lines(line -> line.isEmpty() ? null : line.toUpperCase(Locale.ROOT));

        @Test
        void areAnsweredWithTheirOwnEnding() {
            assertThat(Said.on(upperCase).hearing("one\ntwo\r\nthree\n")).hasToString("ONE\nTWO\r\nTHREE\n");
        }

        @Test
        void areAnsweredWhereverTheReadsCutThem() {
            assertThat(Said.on(upperCase).hearing("o", "ne\r", "\n", "tw", "o\nthr", "ee"))
                    .hasToString("ONE\r\nTWO\n");
        }

        @Test
        void getNoAnswerWhereThereIsNone() {
            assertThat(Said.on(upperCase).hearing("\n\r\nx\n")).hasToString("X\n");
        }

        @Test
        void areDecodedAsAWhole() {
            var said = Said.on(upperCase);
            var euro = Bytes.utf8("\u00E9\n");
            said.hear(euro.slice(0, 1));
            said.hear(euro.slice(1, 3));

            assertThat(said).hasToString("\u00C9\n");
        }

        @Test
        void mayHaveACarriageReturnInside() {
            assertThat(Said.on(upperCase).hearing("a\rb\n")).hasToString("A\rB\n");
        }

        @Test
        void belongToOneConnectionEach() {
            var one = Said.on(upperCase).hearing("one");
            var two = Said.on(upperCase).hearing("two\n");

            assertThat(one.hearing("\n")).hasToString("ONE\n");
            assertThat(two).hasToString("TWO\n");
        }

        @Test
        void mayBeAsLongAsAMebibyteButNotLonger() {
            var longest = "x".repeat(LineDialogue.LONGEST_LINE);
            assertThat(Said.on(upperCase).hearing(longest, "\n").toString()).hasSize(LineDialogue.LONGEST_LINE + 1);

            var said = Said.on(upperCase).hearing(longest);
            assertThatIllegalStateException()
                    .isThrownBy(() -> said.hearing("x"))
                    .withMessage("a line of more than 1048576 bytes has arrived");
        }
    }

    @Nested
    class Names {

        @Test
        void readWellInAPlan() {
            assertThat(Conversation.silence()).hasToString("");
            assertThat(Conversation.echo()).hasToString("echoes");
            assertThat(Conversation.lines(line -> line)).hasToString("answers lines");
            assertThat(Conversation.http(request -> HttpAnswer.ok(""))).hasToString("answers HTTP");
            assertThat(Conversation.http(HttpAnswer.of(503, ""))).hasToString("answers HTTP 503");
            assertThat(Conversation.greeting("220 ready\r\n")).hasToString("greets with \"220 ready\\r\\n\"");
            assertThat(Conversation.echo().greetingFirst(Bytes.utf8("hi")))
                    .hasToString("greets with \"hi\", then echoes");
            assertThat(Conversation.replay(Bytes.utf8("abc"))).hasToString("replays 3 bytes");
            assertThat(Conversation.replay(Step.send("hi"), Step.await(4), Step.await("x\n"), Step.finish()))
                    .hasToString("replays [send \"hi\", await 4 B, await \"x\\n\", finish]");
        }
    }

    @Nested
    class Replay {

        @Test
        void ofBytesSendsThemAtOnceAndThenOnlyListens() {
            assertThat(Said.on(Conversation.replay(Bytes.utf8("recorded"))).hearing("x", "y"))
                    .hasToString("recorded");
        }

        @Test
        void goesThroughItsSteps() {
            var said = Said.on(Conversation.replay(
                    Step.send("220 "),
                    Step.send("ready\n"),
                    Step.await("HELO\n"),
                    Step.send("250 ok\n"),
                    Step.await(3),
                    Step.send("221 bye\n"),
                    Step.finish()));

            assertThat(said).hasToString("220 ready\n");
            assertThat(said.hearing("xx HE", "LO")).hasToString("220 ready\n");
            assertThat(said.hearing("\n12")).hasToString("220 ready\n250 ok\n");
            assertThat(said.hearing("3")).hasToString("220 ready\n250 ok\n221 bye\n[FIN]");
            assertThat(said.hearing("more")).hasToString("220 ready\n250 ok\n221 bye\n[FIN]");
        }

        @Test
        void takesSeveralStepsFromOneRead() {
            assertThat(Said.on(Conversation.replay(
                                    Step.await(2),
                                    Step.send("a"),
                                    Step.await("xy"),
                                    Step.send("b"),
                                    Step.await(1),
                                    Step.send("c")))
                            .hearing("12..xy3"))
                    .hasToString("abc");
        }

        @Test
        void doesNotCountTwiceWhatAnEarlierStepWaitedFor() {
            assertThat(Said.on(Conversation.replay(Step.await("xy"), Step.await("yz"), Step.send("done")))
                            .hearing("xyz"))
                    .hasToString("");
        }

        @Test
        void beginsAnewOnEachConnection() {
            var conversation = Conversation.replay(Step.await(1), Step.send("a"));
            Said.on(conversation).hearing("x");

            assertThat(Said.on(conversation).hearing("x")).hasToString("a");
        }

        @Test
        void waitsForLongStretchesInLinearTime() {
            var said = Said.on(Conversation.replay(Step.await(64L << 20), Step.await("never"), Step.send("x")));
            var piece = Bytes.of(new byte[1024]);

            // Were all of it kept and copied with every read, this would take hours and more memory than there is.
            for (int i = 0; i < 128 * 1024; i++) {
                said.hear(piece);
            }

            assertThat(said.hearing("never")).hasToString("x");
        }

        @Test
        void refusesStepsThatWaitForNothing() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Step.await(0))
                    .withMessage("a step waits for at least 1 byte, but was to wait for 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Step.await(""))
                    .withMessage("a step waits for at least 1 byte, but was to wait for none");
        }
    }
}
