package dev.peerless.internal.net;

import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.Replies;
import dev.peerless.transcript.Origin;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a dialogue speak on a line, and a heart beat beside it. */
final class StubBackend implements Backend, Replies {

    /** A code under test that writes and never reads must not fill the memory with answers. */
    private static final long ANSWERS_KEPT = 1 << 20;

    private final Line line;
    private final Dialogue dialogue;
    private final @Nullable Heart heart;

    /**
     * @param heartbeats those that are sent on this connection
     */
    StubBackend(
            ServedConnection connection,
            EventLoop loop,
            Line line,
            Dialogue dialogue,
            List<Heartbeating.Sending> heartbeats) {
        this.line = line;
        this.dialogue = dialogue;
        this.heart = heartbeats.isEmpty()
                ? null
                : new Heart(connection, loop, heartbeats, () -> !connection.isStalled() && takesMore(), this::send);
    }

    @Override
    public void connected() {
        dialogue.connected(this);
        if (heart != null) {
            heart.begin();
        }
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
        stopHeart();
        try {
            line.finish(new Origin.ByConversation());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void reset() {
        stopHeart();
    }

    @Override
    public void closed() {
        stopHeart();
    }

    @Override
    public void abandoned() {
        stopHeart();
    }

    @Override
    public void discard() {
        stopHeart();
    }

    private void stopHeart() {
        if (heart != null) {
            heart.stop();
        }
    }
}
