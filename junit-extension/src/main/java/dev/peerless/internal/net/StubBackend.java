package dev.peerless.internal.net;

import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Replies;
import dev.peerless.transcript.Origin;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Lets a dialogue speak on a connection. */
final class StubBackend implements Backend, Replies {

    /** A code under test that writes and never reads must not fill the memory with answers. */
    private static final long ANSWERS_KEPT = 1 << 20;

    private final ServedConnection connection;
    private final Dialogue dialogue;

    StubBackend(ServedConnection connection, Dialogue dialogue) {
        this.connection = connection;
        this.dialogue = dialogue;
    }

    @Override
    public void connected() {
        dialogue.connected(this);
    }

    @Override
    public void received(ByteBuffer bytes) {
        var copy = Bytes.copyOf(bytes);
        bytes.position(bytes.limit());
        dialogue.received(copy, this);
    }

    @Override
    public void finished() {
        dialogue.finished(this);
    }

    @Override
    public boolean takesMore() {
        return connection.unsent() < ANSWERS_KEPT;
    }

    @Override
    public void send(Bytes bytes) {
        try {
            connection.send(bytes.asByteBuffer());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void finish() {
        try {
            connection.finish(new Origin.ByConversation());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
