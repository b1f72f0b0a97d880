package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.fault.Connections;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HeartbeatingTest {

    private static final Heartbeating.Answering PINGS = Heartbeating.answering("PING\n", "PONG\n");

    /** Shows what reaches the conversation, and as which pieces. */
    private static final Conversation SHOWS =
            () -> (bytes, replies) -> replies.send("<" + bytes.utf8().replace("\n", "$") + ">");

    private static Said on(Heartbeating.Answering answering) {
        return Said.on(answering.before(SHOWS));
    }

    @Nested
    class Lines {

        @Test
        void areAnswered() {
            assertThat(on(PINGS).hearing("PING\n", "PING\nPING\n")).hasToString("PONG\nPONG\nPONG\n");
        }

        @Test
        void areAnsweredInTheirPlaceAmongOthers() {
            assertThat(on(PINGS).hearing("one\nPING\ntwo\nPING\n")).hasToString("<one$>PONG\n<two$>PONG\n");
        }

        @Test
        void mustBeWhole() {
            assertThat(on(PINGS).hearing("PINGS\nXPING\nPING\r\n PING\n")).hasToString("<PINGS$XPING$PING\r$ PING$>");
        }

        @Test
        void areFoundHoweverReadsCutThem() {
            assertThat(on(PINGS).hearing("a", "b\nPI", "N", "G\nc", "d")).hasToString("<a><b$>PONG\n<c><d>");
        }

        @Test
        void waitNoLongerThanUntilItIsClear() {
            assertThat(on(PINGS).hearing("PI", "P", "ING\n")).hasToString("<PIP><ING$>");
        }

        @Test
        void mayEndWithACarriageReturn() {
            assertThat(on(Heartbeating.answering("PING\r\n", "+PONG\r\n")).hearing("PING\r", "\nPING\n"))
                    .hasToString("+PONG\r\n<PING$>");
        }

        @Test
        void mayBeEmpty() {
            assertThat(on(Heartbeating.answering("\n", ".")).hearing("\n\na\n\n"))
                    .hasToString("..<a$>.");
        }
    }

    @Nested
    class OtherBytes {

        private final Heartbeating.Answering pings = Heartbeating.answering("\1\2", "\3\4");

        @Test
        void areAnsweredWhereAReadBegins() {
            assertThat(on(pings).hearing("\1\2", "abc", "\1\2")).hasToString("\3\4<abc>\3\4");
        }

        @Test
        void areAnsweredBehindAnother() {
            assertThat(on(pings).hearing("\1\2\1\2abc")).hasToString("\3\4\3\4<abc>");
        }

        @Test
        void areNoneWithinAMessage() {
            assertThat(on(pings).hearing("a\1\2", "\1a\1\2")).hasToString("<a\1\2><\1a\1\2>");
        }

        @Test
        void mayGoOnInTheNextRead() {
            assertThat(on(pings).hearing("\1", "\2a", "\1", "b\1\2")).hasToString("\3\4<a><\1b\1\2>");
        }

        @Test
        void withALineInTheMiddleAreNoLines() {
            assertThat(on(Heartbeating.answering("A\nB\n", ".")).hearing("x\nA\nB\n", "A\n", "B\n"))
                    .hasToString("<x$A$B$>.");
        }
    }

    @Nested
    class Framed {

        /** A length of one digit, and then so much. */
        private final Heartbeating.Answering pings = Heartbeating.framed(
                "test PING",
                seen -> 1 + seen.at(0) - '0',
                message -> message.utf8().startsWith("2P")
                        ? Bytes.utf8("PONG" + message.utf8().charAt(2))
                        : null);

        @Test
        void areAnsweredByWhatIsInThem() {
            assertThat(on(pings).hearing("2P72P8")).hasToString("PONG7PONG8");
        }

        @Test
        void areNoneWithinAMessage() {
            assertThat(on(pings).hearing("3abc42P7x2P9")).hasToString("<3abc><42P7x>PONG9");
        }

        @Test
        void areFoundHoweverReadsCutThem() {
            assertThat(on(pings).hearing("3a", "bc2", "P", "9")).hasToString("<3abc>PONG9");
        }

        @Test
        void mayBeExactInAKnownProtocol() {
            var pings = Heartbeating.answering(Bytes.utf8("PING\r\n"), Bytes.utf8("+PONG\r\n"), Framing.REDIS);

            assertThat(on(pings).hearing("*1\r\n$6\r\nPING\r\n\r\nPI", "NG\r\nGET a\r\n"))
                    .hasToString("<*1\r$$6\r$PING\r$\r$>+PONG\r\n<GET a\r$>");
        }

        @Test
        void areNoneThatAreTooLong() {
            int length = FramedHeartbeats.LONGEST_MESSAGE + 1;
            var answering = Heartbeating.framed("long", seen -> length, message -> Bytes.utf8("never"));

            assertThat(on(answering).hearing("abc", "de")).hasToString("<abc><de>");
        }

        @Test
        void letTheNextMessageBeginBehindALongOne() {
            int length = FramedHeartbeats.LONGEST_MESSAGE + 1;
            var answering =
                    Heartbeating.framed("long", seen -> seen.at(0) == 'x' ? length : 1, message -> Bytes.utf8("."));

            assertThat(Said.on(answering.before(Conversation.silence())).hearing("x".repeat(length) + "!"))
                    .hasToString(".");
        }

        @Test
        void waitForMoreWhereALengthIsNegative() {
            var pings = Heartbeating.framed("PING", seen -> seen.size() < 4 ? -7 : 4, message -> Bytes.utf8("PONG"));

            assertThat(on(pings).hearing("PI", "N", "GP")).hasToString("PONG");
        }

        @Test
        void failWhereALengthIsNeverTold() {
            var said = on(Heartbeating.framed("endless", seen -> 0, message -> null));

            assertThatIllegalStateException()
                    .isThrownBy(() -> said.hearing("x".repeat(FramedHeartbeats.LONGEST_MESSAGE + 1)))
                    .withMessage("a message whose length cannot be told after 1048576 bytes has arrived where"
                            + " heartbeats are looked for");
        }

        @Test
        void leaveWhatTheFinCutsToTheConversation() {
            assertThat(on(pings).hearing("2P72P").hearingFin()).hasToString("PONG7<2P>[FIN]");
        }
    }

    @Nested
    class Muteness {

        @Test
        void comesAfterSoManyAndIsAboutHeartbeatsAlone() {
            assertThat(on(PINGS.atMost(2)).hearing("PING\nPING\nPING\n", "x\n", "PING\n"))
                    .hasToString("PONG\nPONG\n<x$>");
        }

        @Test
        void mayBeThereFromTheStart() {
            assertThat(on(PINGS.atMost(0)).hearing("PING\nx\n")).hasToString("<x$>");
        }

        @Test
        void isCountedOnEachConnection() {
            var conversation = PINGS.atMost(1).before(Conversation.silence());

            assertThat(Said.on(conversation).hearing("PING\nPING\n")).hasToString("PONG\n");
            assertThat(Said.on(conversation).hearing("PING\nPING\n")).hasToString("PONG\n");
        }
    }

    @Nested
    class Texts {

        @Test
        void sayWhatIsPlanned() {
            assertThat(PeerPlan.builder()
                            .speak(Conversation.echo())
                            .heartbeats(Heartbeating.sending("PING\n", Duration.ofMillis(100))
                                    .atMost(3))
                            .heartbeats(PINGS.atMost(2).on(Connections.only(1)))
                            .build())
                    .hasToString("echoes; sends heartbeats \"PING\\n\" every 100 ms, at most 3;"
                            + " answers heartbeats \"PING\\n\" with \"PONG\\n\", at most 2, connection 1");
            assertThat(Heartbeating.framed("MQTT PINGREQ", seen -> 2, message -> message))
                    .hasToString("answers heartbeats (MQTT PINGREQ)");
            assertThat(PINGS.atMost(2).before(Conversation.echo()))
                    .hasToString("echoes, answers heartbeats \"PING\\n\" with \"PONG\\n\", at most 2");
        }

        @Test
        void sayWhatIsWrong() {
            var second = Duration.ofSeconds(1);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Heartbeating.sending("", second))
                    .withMessage("a heartbeat has at least one byte, but was empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Heartbeating.sending("x", Duration.ofNanos(999_999)))
                    .withMessage("heartbeats come every 1 ms at most, but these were to come every 0.999999 ms");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Heartbeating.sending("x", second).atMost(0))
                    .withMessage("a peer goes mute after 1 heartbeat or more, but was to after 0; without any, leave"
                            + " them out");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Heartbeating.answering("", "x"))
                    .withMessage("a heartbeat and its answer have at least one byte, but \"\" was to be answered with"
                            + " \"x\"");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Heartbeating.answering(Bytes.utf8("PING"), Bytes.utf8("x"), Framing.REDIS))
                    .withMessage("a heartbeat is one whole message of Redis, but was to be \"PING\"");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PINGS.atMost(-1))
                    .withMessage("a peer answers 0 heartbeats or more, but was to answer at most -1");
        }
    }

    @Nested
    class NearerDeclarations {

        @Test
        void replaceThoseOfTheirKind() {
            var every = Duration.ofSeconds(1);
            var outer = PeerPlan.builder()
                    .heartbeats(Heartbeating.sending("a", every))
                    .heartbeats(PINGS);
            var nearer = PeerPlan.builder()
                    .heartbeats(Heartbeating.sending("b", every))
                    .heartbeats(Heartbeating.sending("c", every));

            assertThat(outer.overriddenBy(nearer)
                            .overriddenBy(PeerPlan.builder())
                            .build())
                    .hasToString("answers heartbeats \"PING\\n\" with \"PONG\\n\"; sends heartbeats \"b\" every 1 s;"
                            + " sends heartbeats \"c\" every 1 s");
        }
    }
}
