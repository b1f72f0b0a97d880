package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes from the peer to the code under test: in order, cut where the script says so, kept while it is not taken. */
final class Sender {

    private final SocketChannel channel;
    private final EventLoop loop;
    private final FaultScript script;
    private final Recorder recorder;
    private final Ending ending;
    private final Outbox outbox = new Outbox();
    private @Nullable Origin finAfterOutbox;
    private boolean paused;
    private boolean held;
    private boolean muted;
    private Strikes strikes = faults -> {};

    /** Carries out the faults that strike at a byte that was sent. */
    interface Strikes {
        void carryOut(List<Fault> faults) throws IOException;
    }

    Sender(SocketChannel channel, EventLoop loop, FaultScript script, Recorder recorder, Ending ending) {
        this.channel = channel;
        this.loop = loop;
        this.script = script;
        this.recorder = recorder;
        this.ending = ending;
    }

    /** Says who carries out what strikes at a byte that was sent. */
    void strikesWith(Strikes newStrikes) {
        strikes = newStrikes;
    }

    /** Takes all bytes: sends what the kernel takes and keeps the rest, or drops them if nothing is sent any more. */
    void send(ByteBuffer bytes) throws IOException {
        if (sends() && finAfterOutbox == null) {
            if (outbox.isEmpty() && !waitsForLeave()) {
                write(bytes);
            }
            if (sends()) {
                outbox.keep(bytes);
            }
        }
        bytes.position(bytes.limit());
    }

    /** Sends a FIN after all that is still to be sent. */
    void finish(Origin origin) throws IOException {
        if (sends() && finAfterOutbox == null) {
            finAfterOutbox = origin;
            flush();
        }
    }

    /** Sends what was kept, as far as the kernel takes it, and tells whether nothing is left. */
    boolean flush() throws IOException {
        for (var first = outbox.first(); first != null && !waitsForLeave(); first = outbox.first()) {
            int before = first.remaining();
            write(first);
            if (outbox.isEmpty()) {
                break;
            }
            outbox.sent(before - first.remaining());
            if (first.hasRemaining()) {
                return false;
            }
        }
        boolean empty = outbox.isEmpty() && !waitsForLeave();
        if (empty && finAfterOutbox != null) {
            ending.fin(finAfterOutbox, false);
        }
        return empty;
    }

    /** Writes what the kernel takes, up to the byte at which a fault strikes, which it then does. */
    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && sends() && !waitsForLeave()) {
            int start = bytes.position();
            int end = bytes.limit();
            bytes.limit(start + (int) Math.min(Outbox.piece(bytes), script.sendAllowance()));
            int count;
            try {
                count = channel.write(bytes);
            } catch (IOException reset) {
                ending.resetReceived(reset);
                return;
            } finally {
                bytes.limit(end);
            }
            if (count == 0) {
                return;
            }
            ending.hasSent();
            recorder.data(Direction.SENT, bytes, start, count);
            strikes.carryOut(script.sent(count, loop.now()));
        }
    }

    private boolean sends() {
        return !muted && ending.takesOutput();
    }

    /** Sends nothing until {@link #goOn}, but keeps what is given. */
    void pause() {
        paused = true;
    }

    void goOn() {
        paused = false;
    }

    /** Keeps what is given until {@link #release}, since what strikes now is to come before it, or instead of it. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    private boolean waitsForLeave() {
        return paused || held;
    }

    /** Sends nothing any more, not even a FIN. */
    void mute() {
        muted = true;
        drop();
    }

    /** Forgets what was not sent yet. */
    void drop() {
        outbox.clear();
        finAfterOutbox = null;
    }

    /** Tells how many bytes wait to be sent. */
    long unsent() {
        return outbox.size();
    }

    /** Tells whether bytes given now would go out at once. */
    boolean takesMore() {
        return outbox.isEmpty() && !waitsForLeave() && sends();
    }

    /** Tells whether it waits for the kernel to take more. */
    boolean waits() {
        return !outbox.isEmpty() && !waitsForLeave() && sends();
    }
}
