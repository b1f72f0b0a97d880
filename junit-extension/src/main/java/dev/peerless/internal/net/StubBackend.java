package dev.peerless.internal.net;

import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Replies;
import dev.peerless.transcript.Origin;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Lets a dialogue speak on a line. */
final class StubBackend implements Backend, Replies {

    /** A code under test that writes and never reads must not fill the memory with answers. */
    private static final long ANSWERS_KEPT = 1 << 20;

    private final Line line;
    private final Dialogue dialogue;

    StubBackend(Line line, Dialogue dialogue) {
        this.line = line;
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
        return line.unsent() < ANSWERS_KEPT;
    }

    @Override
    public void send(Bytes bytes) {
        try {
            line.send(bytes.asByteBuffer());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void finish() {
        try {
            line.finish(new Origin.ByConversation());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
