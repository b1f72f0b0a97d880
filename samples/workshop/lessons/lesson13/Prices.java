package lesson13;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;

/** The server: every article costs the same. */
final class Prices implements Conversation {

    @Override
    public Dialogue begin() {
        return Conversation.lines(article -> article + " 2.40").begin();
    }
}
