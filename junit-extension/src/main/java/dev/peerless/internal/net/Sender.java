package dev.peerless.internal.net;

import dev.peerless.fault.Shaping;
import dev.peerless.internal.script.Corruptor;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.internal.script.Shaper;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What goes from the peer to the code under test: in order, as slowly as its shaper says, cut where the script says so,
 * kept while it is not taken.
 */
final class Sender implements WakeUp.Sleeper {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ServedConnection connection;
    private final SocketChannel channel;
    private final EventLoop loop;
    private final FaultScript script;
    private final Recorder recorder;
    private final Teardown teardown;
    private final Alterations alterations;
    private final Corruptor corruptor;
    private final Outbox outbox = new Outbox();
    private final Shaper shaper = new Shaper();
    private final WakeUp wakeUp;
    private @Nullable Origin finAfterOutbox;
    private boolean paused;
    private boolean held;
    private boolean muted;
    private boolean refused;
    private boolean writing;

    Sender(
            ServedConnection connection,
            SocketChannel channel,
            EventLoop loop,
            FaultScript script,
            Recorder recorder,
            Teardown teardown,
            Alterations alterations) {
        this.connection = connection;
        this.channel = channel;
        this.loop = loop;
        this.script = script;
        this.recorder = recorder;
        this.teardown = teardown;
        this.alterations = alterations;
        this.corruptor = alterations.sent();
        this.wakeUp = new WakeUp(loop, connection, this);
    }

    /** Takes all bytes: sends what may go and the kernel takes, keeps the rest, or drops all if nothing is sent any more. */
    void send(ByteBuffer bytes) throws IOException {
        if (sends() && finAfterOutbox == null) {
            setOut(corruptor.due(bytes.hasRemaining()));
            if (outbox.isEmpty() && !waitsForLeave() && !shaper.isOn()) {
                write(bytes, false);
            }
            if (sends()) {
                keep(bytes);
            }
        }
        bytes.position(bytes.limit());
    }

    /** What is slow goes when its time has come, so that all that is said together has one time. */
    private void keep(ByteBuffer bytes) {
        setOut(bytes.remaining());
        outbox.keep(bytes);
        wakeUp.schedule();
    }

    private void setOut(long bytes) {
        if (shaper.isOn()) {
            shaper.setOut(bytes, loop.now());
        }
    }

    /** Sends garbage that is to go in front of all that waits, unless a write is going on, which then does. */
    void sendGarbage() throws IOException {
        setOut(corruptor.due(!outbox.isEmpty()));
        if (!writing) {
            flush();
        }
    }

    /** Sends a FIN after all that is still to be sent. */
    void finish(Origin origin) throws IOException {
        if (sends() && finAfterOutbox == null) {
            finAfterOutbox = origin;
            if (shaper.isOn()) {
                shaper.finish(loop.now());
            }
            flush();
        }
    }

    /** Sends what was kept, as far as it may go and the kernel takes it, and tells whether nothing is left. */
    boolean flush() throws IOException {
        refused = false;
        for (var first = next(); first != null && !waitsForLeave(); first = next()) {
            write(first, true);
            if (first.hasRemaining()) {
                break;
            }
        }
        if (outbox.isEmpty() && corruptor.waiting() > 0) {
            write(NOTHING, false);
        }
        boolean empty = unsent() == 0 && !waitsForLeave();
        if (empty && finAfterOutbox != null && shaper.mayFinish(loop.now())) {
            shaper.finished();
            teardown.fin(finAfterOutbox, false);
        }
        wakeUp.schedule();
        return empty;
    }

    private @Nullable ByteBuffer next() {
        return shaper.isOn() ? outbox.first(shaper.allowance(loop.now())) : outbox.first();
    }

    private void write(ByteBuffer bytes, boolean kept) throws IOException {
        boolean within = writing;
        writing = true;
        try {
            writeAll(bytes, kept);
        } finally {
            writing = within;
        }
    }

    /** Writes what may go and the kernel takes, up to the byte at which a fault strikes, which it then does. */
    private void writeAll(ByteBuffer bytes, boolean kept) throws IOException {
        while (sends() && !waitsForLeave()) {
            long allowed = Math.min(script.sendAllowance(), shaper.allowance(loop.now()));
            long most = shaper.isOn() ? allowed : Math.min(allowed, Outbox.most(bytes));
            var next = corruptor.next(bytes, most, loop.now());
            if (!next.hasRemaining()) {
                return;
            }
            int count;
            try {
                count = channel.write(next);
            } catch (IOException reset) {
                teardown.resetReceived(reset);
                return;
            }
            if (count == 0) {
                refused = true;
                return;
            }
            int before = bytes.remaining();
            var altered = corruptor.passed(bytes, count);
            if (kept) {
                outbox.sent(before - bytes.remaining());
            }
            shaper.passed(count, loop.now());
            teardown.hasSent();
            recorder.wire(Direction.SENT, next, 0, count);
            alterations.happened(Direction.SENT, altered);
            connection.backend().sent(before - bytes.remaining());
            connection.strike(script.sent(count, loop.now()));
        }
    }

    /** Is slow from now on, with what waits to be sent as well. */
    void slowDown(Shaping shaping, RandomGenerator random) {
        boolean wasOn = shaper.isOn();
        shaper.begin(shaping, random);
        if (!wasOn) {
            shaper.setOut(unsent(), loop.now());
            if (finAfterOutbox != null) {
                shaper.finish(loop.now());
            }
        }
        wakeUp.schedule();
    }

    /** Is slow no more: what was on its way goes with the next {@link #flush}. */
    void speedUp() {
        shaper.end();
    }

    /** When what is slow may go on; what waits for leave or for the kernel goes on with these. */
    @Override
    public long nextMoment() {
        return sends() && !waitsForLeave() && !refused ? shaper.next() : FaultScript.NEVER;
    }

    @Override
    public void wake() throws IOException {
        connection.proceed();
    }

    private boolean sends() {
        return !muted && teardown.takesOutput();
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
        shaper.drop();
        corruptor.drop();
        finAfterOutbox = null;
    }

    /** Tells how many bytes wait to be sent. */
    long unsent() {
        return outbox.size() + corruptor.waiting();
    }

    /** Tells how many bytes there is room for: those given now go out at once, or are on their way. */
    long room() {
        if (waitsForLeave() || !sends()) {
            return 0;
        } else if (shaper.isOn()) {
            return shaper.room();
        }
        return unsent() == 0 ? Long.MAX_VALUE : 0;
    }

    /** Tells whether it waits for the kernel to take more. */
    boolean waits() {
        boolean kept = shaper.isOn() ? refused : unsent() > 0;
        return kept && !waitsForLeave() && sends();
    }

    /** Sends nothing by itself any more. */
    void stop() {
        wakeUp.cancel();
    }
}
