package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection: what the code under test sends is {@linkplain Receiver received} for the backend, and what the
 * backend says is {@linkplain Sender sent}.
 *
 * <h2>Threads</h2>
 *
 * Lives on its event loop; nothing here is called from elsewhere.
 */
final class ServedConnection implements EventLoop.Ready, Teardown.Listener, WakeUp.Sleeper, Line {

    private final int number;
    private final SocketChannel channel;
    private final EventLoop loop;
    private final Scripts scripts;
    private final FaultScript script;
    private final Recorder recorder;
    private final PeerWide peer;
    private final Teardown teardown;
    private final Sender sender;
    private final Effects effects;
    private final Receiver receiver;
    private final WakeUp wakeUp;
    private Backend backend = Backend.NONE;
    private @Nullable SelectionKey key;
    private boolean said;

    ServedConnection(
            int number,
            SocketChannel channel,
            InetSocketAddress remote,
            EventLoop loop,
            Scripts scripts,
            Recorder recorder,
            PeerWide peer) {
        this.number = number;
        this.channel = channel;
        this.loop = loop;
        this.scripts = scripts;
        this.script = scripts.wire();
        this.recorder = recorder;
        this.peer = peer;
        this.teardown = new Teardown(number, channel, remote, loop, recorder, peer, this);
        var alterations = new Alterations(number, loop, scripts, recorder);
        this.sender = new Sender(this, channel, loop, script, recorder, teardown, alterations);
        this.effects = new Effects(this, peer, loop, script, recorder, teardown, sender, alterations);
        this.receiver = new Receiver(this, channel, loop, script, recorder, teardown, sender, effects, alterations);
        this.wakeUp = new WakeUp(loop, this, this);
    }

    /** See {@link Teardown#look()}. */
    CompletableFuture<Void> look() {
        return teardown.look();
    }

    /** See {@link Teardown#ending()}. */
    CompletableFuture<Void> ending() {
        return teardown.ending();
    }

    /** Begins to serve; what strikes on connect strikes first. */
    void begin(Backend with) throws IOException {
        backend = with;
        effects.carryOut(script.connected());
        if (teardown.isOver()) {
            return;
        }
        key = loop.register(channel, 0, this);
        // A reset or close that is only being prepared has struck already: nobody behind may notice a connection.
        if (teardown.takesInput() && !effects.discards()) {
            with.connected();
            noteWhatIsSaid();
        }
        if (script.nextDeadline() != FaultScript.NEVER) {
            teardown.noteHolderAhead();
        }
        wakeUp.schedule();
        updateInterest();
    }

    /** All that the backend says of its own accord has been sent. */
    void noteWhatIsSaid() throws IOException {
        if (!said && backend.hasSaid() && sender.unsent() == 0) {
            said = true;
            effects.carryOut(script.said());
        }
    }

    int number() {
        return number;
    }

    /** Tells whether something can still pass here. */
    boolean isLiving() {
        return !teardown.isOver();
    }

    /** Tells whether the peer has not let go of it: what it has closed only waits for the other side's end. */
    boolean takesPlace() {
        return isLiving() && !effects.isClosed();
    }

    /** Adds a fault while the connection lives. */
    void arm(Fault fault) {
        if (isLiving()) {
            guarded(() -> {
                        effects.carryOut(scripts.of(fault).arm(fault, loop.now()));
                        wakeUp.schedule();
                        updateInterest();
                    })
                    .run();
        }
    }

    /** Takes a fault back, and ends what it does as far as that can be ended. */
    void disarm(Fault fault) {
        scripts.of(fault).disarm(fault);
        if (isLiving()) {
            guarded(() -> effects.lift(fault)).run();
        }
    }

    /** Stalls it, until {@link #endStall} or the test's resume. */
    void freeze(Origin reason) {
        effects.stall(reason);
    }

    /** Takes away one reason to stand still. */
    void endStall(Origin reason, Origin by) {
        guarded(() -> effects.endStall(reason, by)).run();
    }

    /** Gives the script that decides about a fault. */
    FaultScript scriptOf(Fault fault) {
        return scripts.of(fault);
    }

    /** Gives the script that is about bytes under TLS. */
    FaultScript plaintextScript() {
        return scripts.plaintext();
    }

    Backend backend() {
        return backend;
    }

    Receiver receiver() {
        return receiver;
    }

    /** Carries out what strikes at a byte that was sent, or behind this connection, such as at one under TLS. */
    void strike(List<Fault> strikes) throws IOException {
        effects.carryOut(strikes);
        updateInterest();
    }

    /** Tells whether what arrives is still for the backend. */
    boolean hears() {
        return teardown.isOpen() && !effects.discards();
    }

    boolean isStalled() {
        return effects.isStalled();
    }

    void record(WireEvent event) {
        recorder.record(event);
    }

    /** Records what was said where that is not what goes over the wire. */
    void recordSaid(Direction direction, ByteBuffer bytes) {
        recorder.said(direction, bytes, bytes.position(), bytes.remaining());
    }

    /** Gives what faults and tests may do here. */
    LiveControl control() {
        return effects;
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        // Reads first: what came before a RST is still there, unless a write has noticed the RST.
        if (ready.isReadable()) {
            receiver.read();
        }
        if (ready.isValid() && ready.isWritable()) {
            flush();
        }
        wakeUp.schedule();
        updateInterest();
    }

    /** Goes on, after a stall or when it is time: with what waits to be sent, then with what had been read. */
    void proceed() throws IOException {
        flush();
        receiver.goOn();
        wakeUp.schedule();
        updateInterest();
    }

    /** Sends what the backend says. */
    @Override
    public void send(ByteBuffer bytes) throws IOException {
        sender.send(bytes);
        updateInterest();
    }

    /** Sends a FIN after all that is still to be sent. */
    @Override
    public void finish(Origin origin) throws IOException {
        sender.finish(origin);
    }

    /** Sends a RST because of something behind this connection, unless nothing of that is to be noticed. */
    void reset(Origin origin) throws IOException {
        if (!effects.isVanished()) {
            effects.reset(origin);
        }
    }

    /** Sends what waits to be sent, as far as it goes. */
    void flush() throws IOException {
        if ((sender.flush() || room() > 0) && !teardown.isOver()) {
            noteWhatIsSaid();
            backend.drained();
        }
    }

    /** Tells how many bytes wait to be sent. */
    @Override
    public long unsent() {
        return sender.unsent();
    }

    /** Tells how many bytes there is room for: those given now go out at once, or are on their way. */
    long room() {
        return sender.room();
    }

    void updateInterest() {
        receiver.backlog().goOn();
        if (key == null || !key.isValid()) {
            return;
        }
        key.interestOps((receiver.reads() ? SelectionKey.OP_READ : 0) | (sender.waits() ? SelectionKey.OP_WRITE : 0));
    }

    @Override
    public long nextMoment() {
        return teardown.isOver() ? FaultScript.NEVER : script.nextDeadline();
    }

    @Override
    public void wake() throws IOException {
        if (!teardown.isOver()) {
            effects.carryOut(script.passed(loop.now()));
            wakeUp.schedule();
        }
    }

    @Override
    public void endsByReset() throws IOException {
        script.ended(loop.now());
        receiver.overhearKept();
    }

    @Override
    public void over(boolean byReset) throws IOException {
        stop();
        sender.drop();
        receiver.ended(byReset);
        // After both FINs the backend has been told of each; one that must not notice is not told of a RST.
        if (byReset && !effects.isVanished()) {
            backend.reset();
        }
        peer.ended(this);
    }

    private void stop() {
        script.ended(loop.now());
        wakeUp.cancel();
        sender.stop();
        effects.stop();
    }

    /** The peer closes: ends whatever lives, when the loop next completes closes. */
    void abandon() throws IOException {
        stop();
        receiver.ended(true);
        teardown.abandon();
        backend.abandoned();
    }

    @Override
    public void failed(Throwable failure) {
        recorder.record(new WireEvent.Failed(number, loop.now(), failure));
        try {
            effects.reset(new Origin.ByConversation());
        } catch (IOException alsoFailed) {
            recorder.record(new WireEvent.Failed(number, loop.now(), alsoFailed));
        }
    }

    /** Something a timer or another thread has this connection do, whose failure is the connection's. */
    interface Action {
        void run() throws IOException;
    }

    Runnable guarded(Action action) {
        return () -> {
            try {
                action.run();
            } catch (Throwable failure) {
                failed(failure);
            }
        };
    }
}
