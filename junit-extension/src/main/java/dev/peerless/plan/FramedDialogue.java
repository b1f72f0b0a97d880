package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Puts together the messages of a protocol that says where they end, and answers each. */
final class FramedDialogue implements Dialogue {

    /** A message that never ends must not fill the memory. */
    static final int LONGEST_MESSAGE = 16 << 20;

    private final ToIntFunction<Bytes> lengthOf;
    private final Function<Bytes, @Nullable Bytes> answers;
    private final Unread unread = new Unread();

    /** What is known of the first message, so that its length is not asked for with every read of a long one. */
    private int known;

    FramedDialogue(ToIntFunction<Bytes> lengthOf, Function<Bytes, @Nullable Bytes> answers) {
        this.lengthOf = lengthOf;
        this.answers = answers;
    }

    @Override
    public void received(Bytes bytes, Replies replies) {
        unread.add(bytes);
        while (isWhole()) {
            var answer = answers.apply(unread.take(known));
            known = 0;
            if (answer != null) {
                replies.send(answer);
            }
        }
    }

    private boolean isWhole() {
        if (known <= 0 && !unread.isEmpty()) {
            known = unread.firstLength(lengthOf);
        }
        int least = known > 0 ? known : unread.size();
        if (least > LONGEST_MESSAGE) {
            throw new IllegalStateException("a message " + (known > 0 ? "of " : "whose length cannot be told after ")
                    + least + " bytes has arrived, but at most " + LONGEST_MESSAGE + " are put together");
        }
        return known > 0 && known <= unread.size();
    }
}
