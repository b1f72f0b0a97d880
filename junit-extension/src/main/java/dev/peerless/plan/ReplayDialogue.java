package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.List;

/** Walks through recorded steps. */
final class ReplayDialogue implements Dialogue {

    private final List<Step> steps;
    private final Unread unread = new Unread();
    private int next;
    private long counted;

    ReplayDialogue(List<Step> steps) {
        this.steps = steps;
    }

    @Override
    public void connected(Replies replies) {
        advance(replies);
    }

    @Override
    public void received(Bytes bytes, Replies replies) {
        if (next < steps.size()) {
            unread.add(bytes);
            advance(replies);
        }
    }

    private void advance(Replies replies) {
        while (next < steps.size() && take(steps.get(next), replies)) {
            next++;
        }
    }

    private boolean take(Step step, Replies replies) {
        if (step instanceof Step.Send send) {
            replies.send(send.bytes());
            return true;
        } else if (step instanceof Step.AwaitCount await) {
            return hasCome(await.count());
        } else if (step instanceof Step.AwaitBytes await) {
            return hasCome(await.bytes());
        } else {
            replies.finish();
            return true;
        }
    }

    /** Nothing is kept of what is waited for, so that a long wait costs no memory. */
    private boolean hasCome(long count) {
        int more = (int) Math.min(count - counted, unread.size());
        unread.skip(more);
        counted += more;
        if (counted < count) {
            return false;
        }
        counted = 0;
        return true;
    }

    private boolean hasCome(Bytes wanted) {
        int found = unread.indexOf(wanted, 0);
        boolean hasCome = found >= 0;
        unread.skip(hasCome ? found + wanted.size() : Math.max(0, unread.size() - (wanted.size() - 1)));
        return hasCome;
    }
}
