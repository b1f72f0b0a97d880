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

/** Lets a dialogue speak on a line, and sends heartbeats beside it. */
final class StubBackend implements Backend, Replies {

    /** A code under test that writes and never reads must not fill the memory with answers. */
    private static final long ANSWERS_KEPT = 1 << 20;

    private final Line line;
    private final Dialogue dialogue;
    private final @Nullable HeartbeatSender heartbeatSender;

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
        this.heartbeatSender = heartbeats.isEmpty()
                ? null
                : new HeartbeatSender(
                        connection, loop, heartbeats, () -> !connection.isStalled() && takesMore(), this::send);
    }

    @Override
    public void connected() {
        dialogue.connected(this);
        if (heartbeatSender != null) {
            heartbeatSender.begin();
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
        stopHeartbeats();
        try {
            line.finish(new Origin.ByConversation());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void reset() {
        stopHeartbeats();
    }

    @Override
    public void closed() {
        stopHeartbeats();
    }

    @Override
    public void abandoned() {
        stopHeartbeats();
    }

    @Override
    public void discard() {
        stopHeartbeats();
    }

    private void stopHeartbeats() {
        if (heartbeatSender != null) {
            heartbeatSender.stop();
        }
    }
}
