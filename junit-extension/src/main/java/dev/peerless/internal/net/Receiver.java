package dev.peerless.internal.net;

import dev.peerless.internal.script.Corruptor;
import dev.peerless.internal.script.Cut;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** What comes from the code under test: read, cut where the script says that a fault strikes, kept during a stall. */
final class Receiver {

    private static final int DRAIN_BUFFER = 64 * 1024;
    private static final int DRAIN_ROUNDS = 64;

    private final ServedConnection connection;
    private final SocketChannel channel;
    private final EventLoop loop;
    private final FaultScript script;
    private final Recorder recorder;
    private final Teardown teardown;
    private final Sender sender;
    private final Effects effects;
    private final Alterations alterations;
    private final Corruptor corruptor;
    private final Backlog backlog;
    private @Nullable ByteBuffer held;
    private @Nullable ByteBuffer arriving;
    private boolean overheard;

    Receiver(
            ServedConnection connection,
            SocketChannel channel,
            EventLoop loop,
            FaultScript script,
            Recorder recorder,
            Teardown teardown,
            Sender sender,
            Effects effects,
            Alterations alterations) {
        this.connection = connection;
        this.channel = channel;
        this.loop = loop;
        this.script = script;
        this.recorder = recorder;
        this.teardown = teardown;
        this.sender = sender;
        this.effects = effects;
        this.alterations = alterations;
        this.corruptor = alterations.received();
        this.backlog = new Backlog(connection, loop, effects);
    }

    /** Tells whether there is to be read. */
    boolean reads() {
        return teardown.takesInput()
                && !effects.isStalled()
                && (effects.discards() || (connection.backend().takesMore() && backlog.room() > 0));
    }

    /** Reads once, unless it is stalled. */
    void read() throws IOException {
        if (!teardown.takesInput() || effects.isStalled()) {
            return;
        }
        var bytes = loop.buffer();
        if (!effects.discards()) {
            bytes.limit((int) Math.min(bytes.capacity(), backlog.room()));
        }
        int count;
        try {
            count = channel.read(bytes);
        } catch (IOException reset) {
            teardown.resetReceived(reset);
            return;
        }
        if (count < 0) {
            finArrived();
        } else if (count > 0) {
            bytes.flip();
            recorder.wire(Direction.RECEIVED, bytes, 0, count);
            arrived(bytes);
        }
    }

    private void finArrived() throws IOException {
        teardown.finReceived();
        if (backlog.takes()) {
            backlog.finish();
        } else if (!effects.discards()) {
            connection.backend().finished();
        }
    }

    private void arrived(ByteBuffer bytes) throws IOException {
        overheard = effects.discards();
        if (overheard) {
            overhear(bytes.duplicate());
        }
        if (effects.answersWithReset()) {
            return;
        }
        arriving = bytes;
        try {
            passOn(bytes);
        } finally {
            arriving = null;
        }
        lost(bytes);
    }

    /** Nobody is to get it, but what it says is to be known: it comes behind what had been read and was kept. */
    private void overhear(ByteBuffer bytes) throws IOException {
        overhearKept();
        connection.backend().overheard(bytes);
    }

    /** Nobody is to get what had been read and was kept, on its way or by a stall, but what it says is to be known. */
    void overhearKept() throws IOException {
        backlog.overhear();
        overhearHeld();
    }

    private void overhearHeld() throws IOException {
        var waiting = held;
        held = null;
        if (waiting != null) {
            connection.backend().overheard(waiting);
        }
    }

    /** Nobody is to get it any more. What is on its way goes on being so, unless a stall has held back what comes behind. */
    void vanished() throws IOException {
        if (held != null) {
            overhearKept();
        }
    }

    private void lost(ByteBuffer bytes) {
        if (bytes.hasRemaining() && !overheard) {
            connection.backend().lost();
        }
    }

    private void passOn(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && teardown.takesInput()) {
            if (effects.isStalled()) {
                held = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
                return;
            }
            var cut = script.received(bytes, loop.now());
            if (cut.strikes().isEmpty()) {
                pass(bytes, cut.passing());
            } else {
                struck(bytes, cut);
            }
        }
    }

    /**
     * The last byte before a strike reaches the backend, but the strike comes instead of its answer. The bytes before it go
     * ahead, so that their answers get out as if they had been read alone.
     */
    private void struck(ByteBuffer bytes, Cut cut) throws IOException {
        pass(bytes, cut.passing() - 1);
        sender.hold();
        try {
            pass(bytes, Math.min(cut.passing(), 1));
            effects.carryOut(cut.strikes());
        } finally {
            sender.release();
        }
        connection.flush();
    }

    private void pass(ByteBuffer bytes, int count) throws IOException {
        if (count < 1) {
            return;
        }
        int end = bytes.limit();
        int rest = bytes.position() + count;
        bytes.limit(rest);
        hand(bytes);
        corruptor.skipped(bytes.remaining());
        bytes.limit(end).position(rest);
    }

    /** What is altered is so before it is slowed. */
    private void hand(ByteBuffer bytes) throws IOException {
        corruptor.due(true);
        while (bytes.hasRemaining() && !effects.discards()) {
            var next = corruptor.next(bytes, Long.MAX_VALUE, loop.now());
            alterations.happened(Direction.RECEIVED, corruptor.passed(bytes, next.remaining()));
            if (backlog.takes()) {
                backlog.keep(next);
            } else {
                connection.backend().received(next);
            }
        }
        lost(bytes);
    }

    /** Goes on after a stall with what had been read. */
    void goOn() throws IOException {
        var waiting = held;
        held = null;
        if (waiting != null) {
            arrived(waiting);
        }
    }

    Backlog backlog() {
        return backlog;
    }

    /** The connection is over: what had been read and was kept is lost, and after a RST what was on its way as well. */
    void ended(boolean byReset) {
        if (held != null && held.hasRemaining()) {
            connection.backend().lost();
        }
        held = null;
        if (byReset) {
            backlog.drop();
        }
    }

    /** Tells whether bytes have arrived that nobody has read: beyond a trigger, in a stall, or in the kernel. */
    boolean hasUnread() throws IOException {
        boolean hasRead = backlog.isEmpty() && held == null && (arriving == null || !arriving.hasRemaining());
        return !hasRead || recordArrived() > 0;
    }

    /** Reads and records what is in the kernel, for nobody, and tells how much that was. */
    long recordArrived() throws IOException {
        if (held != null) {
            overhearKept();
        }
        // Not the loop's buffer: the caller may be about to return into a chunk that lies there.
        var bytes = ByteBuffer.allocate(DRAIN_BUFFER);
        long recorded = 0;
        for (int round = 0; round < DRAIN_ROUNDS && teardown.takesInput(); round++) {
            int count;
            try {
                count = channel.read(bytes.clear());
            } catch (IOException reset) {
                teardown.resetReceived(reset);
                return recorded;
            }
            if (count < 0) {
                teardown.finReceived();
            }
            if (count <= 0) {
                return recorded;
            }
            recorder.wire(Direction.RECEIVED, bytes, 0, count);
            takeForNobody(bytes.flip());
            recorded += count;
        }
        return recorded;
    }

    private void takeForNobody(ByteBuffer bytes) throws IOException {
        if (arriving != null && arriving.hasRemaining()) {
            connection.backend().lost();
        } else {
            overhear(bytes);
        }
    }
}
