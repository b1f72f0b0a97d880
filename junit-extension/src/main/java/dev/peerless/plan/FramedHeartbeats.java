package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Takes heartbeats out of what arrives, message by message; the other messages go on once they are whole. */
final class FramedHeartbeats implements Dialogue {

    /** A message that never ends must not fill the memory. */
    static final int LONGEST_MESSAGE = 1 << 20;

    private final ToIntFunction<Bytes> lengthOf;
    private final Function<Bytes, @Nullable Bytes> answerOf;
    private final HeartbeatAnswers answers;
    private final Dialogue rest;
    private final Unread unread = new Unread();
    private long passing;

    FramedHeartbeats(
            ToIntFunction<Bytes> lengthOf, Function<Bytes, @Nullable Bytes> answerOf, int atMost, Dialogue rest) {
        this.lengthOf = lengthOf;
        this.answerOf = answerOf;
        this.answers = new HeartbeatAnswers(atMost);
        this.rest = rest;
    }

    @Override
    public void connected(Replies replies) {
        rest.connected(replies);
    }

    @Override
    public void received(Bytes bytes, Replies replies) {
        unread.add(bytes);
        while (!unread.isEmpty() && takeNext(replies)) {}
    }

    /** Takes the next message, or what has come of one that is too long for a heartbeat, if it can. */
    private boolean takeNext(Replies replies) {
        if (passing == 0) {
            int length = unread.firstLength(lengthOf);
            if (length > LONGEST_MESSAGE) {
                passing = length;
            } else if (length > 0 && length <= unread.size()) {
                take(unread.take(length), replies);
                return true;
            } else if (unread.size() > LONGEST_MESSAGE) {
                throw new IllegalStateException("a message whose length cannot be told after " + LONGEST_MESSAGE
                        + " bytes has arrived where heartbeats are looked for");
            }
        }
        int count = (int) Math.min(passing, unread.size());
        if (count > 0) {
            passing -= count;
            rest.received(unread.take(count), replies);
        }
        return count > 0;
    }

    private void take(Bytes message, Replies replies) {
        var answer = answerOf.apply(message);
        if (answer == null) {
            rest.received(message, replies);
        } else {
            answers.answer(answer, replies);
        }
    }

    @Override
    public void finished(Replies replies) {
        if (!unread.isEmpty()) {
            rest.received(unread.take(unread.size()), replies);
        }
        rest.finished(replies);
    }
}
