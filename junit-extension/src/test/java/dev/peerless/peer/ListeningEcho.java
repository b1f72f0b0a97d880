package dev.peerless.peer;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;

/** Sends back what arrives, and remembers what has reached it on all connections together. */
final class ListeningEcho implements Conversation {

    private final StringBuffer heard = new StringBuffer();

    @Override
    public Dialogue begin() {
        return (bytes, replies) -> {
            heard.append(bytes.utf8());
            replies.send(bytes);
        };
    }

    String heard() {
        return heard.toString();
    }
}
