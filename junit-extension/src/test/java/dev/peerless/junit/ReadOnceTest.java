package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a test's annotations say is read once and kept: for that test of that class alone, and never with a peer's state. */
class ReadOnceTest {

    @Test
    void aMethodThatAnInnerClassInheritsTooIsReadForEach() {
        InnerRun.of(Outer.class).succeeded(2);
    }

    abstract static class Greeted {

        abstract String greeting();

        @Test
        void greets(Peer peer) {
            assertThat(peer.settledPlan()).hasToString("greets with \"" + greeting() + "\"");
        }
    }

    /** In order, so that what is read for the outer class is there for the inner one to be mistaken for its own. */
    @PeerGreets("outer")
    @Execution(ExecutionMode.SAME_THREAD)
    static class Outer extends Greeted {

        @Override
        String greeting() {
            return "outer";
        }

        @Nested
        @PeerGreets("inner")
        class Inner extends Greeted {

            @Override
            String greeting() {
                return "inner";
            }
        }
    }

    @Test
    void eachPeerHasAConversationOfItsOwn() {
        InnerRun.of(Counted.class).succeeded(10);
    }

    static class Counted {

        @RepeatedTest(10)
        void isTheFirst(@PeerSpeaks(Counting.class) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("x").receives("dialogue 1");
            }
        }
    }

    static final class Counting implements Conversation {

        private final AtomicInteger dialogues = new AtomicInteger();

        @Override
        public Dialogue begin() {
            int number = dialogues.incrementAndGet();
            return (bytes, replies) -> replies.send("dialogue " + number);
        }
    }
}
