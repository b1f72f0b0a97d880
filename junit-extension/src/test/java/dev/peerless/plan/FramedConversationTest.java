package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FramedConversationTest {

    /** A digit that counts the bytes behind it; those that say nothing get no answer. */
    private final Conversation counted = Conversation.framed(
            "answers what is counted",
            seen -> 1 + seen.at(0) - '0',
            message -> message.size() == 1 ? null : Bytes.utf8("<" + message.utf8() + ">"));

    @Property(tries = 500)
    void messagesAreAnsweredWhereverTheReadsCutThem(@ForAll @Size(max = 12) List<@IntRange(max = 20) Integer> places) {
        assertThat(Said.on(counted)
                        .hearing(Said.cut("2ab01c3def1x9never", places))
                        .hearingFin())
                .hasToString("<2ab><1c><3def><1x>[FIN]");
    }

    @Test
    void aFramingTellsWhereTheyEnd() {
        var query = Bytes.parse("hex: 51 0000000d 53454c454354203100");
        var said = Said.on(Conversation.framed(Framing.POSTGRESQL, message -> Bytes.utf8(message.size() + ",")));

        said.hear(Bytes.parse("hex: 00000008 04d2162f").plus(query).plus(query.slice(0, 3)));
        said.hear(query.slice(3, query.size()));

        assertThat(said).hasToString("8,14,14,");
    }

    @Test
    void itsNameSaysWhatIsAnswered() {
        assertThat(counted).hasToString("answers what is counted");
        assertThat(Conversation.framed(Framing.TDS, message -> null)).hasToString("answers TDS");
    }

    @Test
    void eachConnectionHasItsOwnBeginning() {
        assertThat(Said.on(counted).hearing("2a")).hasToString("");
        assertThat(Said.on(counted).hearing("1b")).hasToString("<1b>");
    }

    @Test
    void aLengthIsAskedForOnce() {
        var asked = new AtomicInteger();
        var said = Said.on(Conversation.framed(
                "answers",
                seen -> {
                    asked.incrementAndGet();
                    return 4;
                },
                message -> message));

        assertThat(said.hearing("a", "b", "c", "d")).hasToString("abcd");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aMessageMustNotFillTheMemory() {
        var said = Said.on(Conversation.framed("", seen -> FramedDialogue.LONGEST_MESSAGE + 1, message -> null));

        assertThatIllegalStateException()
                .isThrownBy(() -> said.hearing("x"))
                .withMessage("a message of 16777217 bytes has arrived, but at most 16777216 are put together");
    }

    @Test
    void norOneOfWhichNobodyKnowsTheEnd() {
        var said = Said.on(Conversation.framed("", seen -> 0, message -> null));
        var half = Bytes.copyOf(ByteBuffer.allocate(FramedDialogue.LONGEST_MESSAGE / 2));
        said.hear(half);
        said.hear(half);

        assertThatIllegalStateException()
                .isThrownBy(() -> said.hearing("x"))
                .withMessage(
                        "a message whose length cannot be told after 16777217 bytes has arrived, but at most 16777216"
                                + " are put together");
    }
}
