package dev.peerless.plan;

import dev.peerless.wire.Bytes;

/** Says one thing first and leaves the rest to another dialogue. */
record GreetingDialogue(Bytes greeting, Dialogue rest) implements Dialogue {

    @Override
    public void connected(Replies replies) {
        replies.send(greeting);
        rest.connected(replies);
    }

    @Override
    public void received(Bytes bytes, Replies replies) {
        rest.received(bytes, replies);
    }

    @Override
    public void finished(Replies replies) {
        rest.finished(replies);
    }
}
