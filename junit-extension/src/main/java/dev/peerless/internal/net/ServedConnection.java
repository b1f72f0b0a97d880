package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.internal.script.Cut;
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
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection: reads what the code under test sends, asks the script what passes and what strikes, hands
 * what passes to the backend, and sends what the backend says.
 *
 * <h2>Threads</h2>
 *
 * Lives on its event loop; nothing here is called from elsewhere.
 */
final class ServedConnection implements EventLoop.Ready, Ending.Listener, Line {

    private static final int DRAIN_BUFFER = 64 * 1024;
    private static final int DRAIN_ROUNDS = 64;

    private final int number;
    private final SocketChannel channel;
    private final EventLoop loop;
    private final Scripts scripts;
    private final FaultScript script;
    private final Recorder recorder;
    private final PeerWide peer;
    private final Ending ending;
    private final Sender sender;
    private final Effects effects;
    private Backend backend = Backend.NONE;
    private @Nullable SelectionKey key;
    private Timers.@Nullable Timer wakeUp;
    private @Nullable ByteBuffer held;
    private @Nullable ByteBuffer arriving;
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
        this.ending = new Ending(number, channel, remote, loop, recorder, peer::watchesReleases, this);
        this.sender = new Sender(channel, loop, script, recorder, ending);
        this.effects = new Effects(this, peer, loop, script, recorder, ending, sender);
        sender.strikesWith(effects::carryOut);
    }

    /** Begins to serve; what strikes on connect strikes first. */
    void begin(Backend with) throws IOException {
        backend = with;
        effects.carryOut(script.connected());
        if (ending.isOver()) {
            return;
        }
        key = loop.register(channel, 0, this);
        // A reset or close that is only being prepared has struck already: nobody behind may notice a connection.
        if (ending.takesInput() && !effects.discards()) {
            with.connected();
            noteWhatIsSaid();
        }
        if (script.nextDeadline() != FaultScript.NEVER) {
            ending.noteHolderAhead();
        }
        scheduleWakeUp();
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
        return !ending.isOver();
    }

    /** Adds a fault while the connection lives. */
    void arm(Fault fault) {
        if (isLiving()) {
            guarded(() -> {
                        effects.carryOut(scripts.of(fault).arm(fault, loop.now()));
                        scheduleWakeUp();
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

    /** Stalls it, unless it was stalled already, and tells whether it did. */
    boolean freeze(Origin origin) {
        boolean freezes = !effects.isStalled() && isLiving();
        effects.stall(origin);
        return freezes;
    }

    /** Tells whether bytes have arrived that nobody has read: beyond a trigger, in a stall, or in the kernel. */
    boolean hasUnread() throws IOException {
        boolean hasRead = held == null && (arriving == null || !arriving.hasRemaining());
        return !hasRead || recordArrived() > 0;
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

    /** Carries out what strikes behind this connection, such as at a byte under TLS. */
    void strike(List<Fault> strikes) throws IOException {
        effects.carryOut(strikes);
        updateInterest();
    }

    /** Tells whether what arrives is still for the backend. */
    boolean hears() {
        return ending.isOpen() && !effects.discards();
    }

    boolean isStalled() {
        return effects.isStalled();
    }

    void record(WireEvent event) {
        recorder.record(event);
    }

    /** Gives what faults and tests may do here. */
    LiveControl control() {
        return effects;
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        // Reads first: what came before a RST is still there, unless a write has noticed the RST.
        if (ready.isReadable() && ending.takesInput() && !effects.isStalled()) {
            read();
        }
        if (ready.isValid() && ready.isWritable()) {
            flush();
        }
        scheduleWakeUp();
        updateInterest();
    }

    private void read() throws IOException {
        var bytes = loop.buffer();
        int count;
        try {
            count = channel.read(bytes);
        } catch (IOException reset) {
            ending.resetReceived(reset);
            return;
        }
        if (count < 0) {
            finArrived();
        } else if (count > 0) {
            bytes.flip();
            recorder.data(Direction.RECEIVED, bytes, 0, count);
            arrived(bytes);
        }
    }

    private void finArrived() throws IOException {
        ending.finReceived();
        if (!effects.discards()) {
            backend.finished();
        }
    }

    private void arrived(ByteBuffer bytes) throws IOException {
        if (effects.answersWithReset()) {
            return;
        }
        arriving = bytes;
        try {
            passOn(bytes);
        } finally {
            arriving = null;
        }
    }

    private void passOn(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && ending.takesInput()) {
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
        flush();
    }

    private void pass(ByteBuffer bytes, int count) throws IOException {
        if (count < 1) {
            return;
        }
        int end = bytes.limit();
        int rest = bytes.position() + count;
        bytes.limit(rest);
        if (!effects.discards()) {
            backend.received(bytes);
        }
        bytes.limit(end).position(rest);
    }

    /** Goes on after a stall: with what waits to be sent, then with what had been read. */
    void proceed() throws IOException {
        flush();
        var waiting = held;
        held = null;
        if (waiting != null) {
            arrived(waiting);
        }
        scheduleWakeUp();
        updateInterest();
    }

    /** Reads and records what is in the kernel, for nobody, and tells how much that was. */
    long recordArrived() throws IOException {
        // Not the loop's buffer: the caller may be about to return into a chunk that lies there.
        var bytes = ByteBuffer.allocate(DRAIN_BUFFER);
        long recorded = 0;
        for (int round = 0; round < DRAIN_ROUNDS && ending.takesInput(); round++) {
            int count;
            try {
                count = channel.read(bytes.clear());
            } catch (IOException reset) {
                ending.resetReceived(reset);
                return recorded;
            }
            if (count < 0) {
                ending.finReceived();
            }
            if (count <= 0) {
                return recorded;
            }
            recorder.data(Direction.RECEIVED, bytes, 0, count);
            recorded += count;
        }
        return recorded;
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

    private void flush() throws IOException {
        if (sender.flush() && !ending.isOver()) {
            noteWhatIsSaid();
            backend.drained();
        }
    }

    /** Tells how many bytes wait to be sent. */
    @Override
    public long unsent() {
        return sender.unsent();
    }

    /** Tells whether bytes given now would go out at once. */
    boolean takesMore() {
        return sender.takesMore();
    }

    void updateInterest() {
        if (key == null || !key.isValid()) {
            return;
        }
        boolean wanted = effects.discards() || backend.takesMore();
        boolean reads = ending.takesInput() && !effects.isStalled() && wanted;
        key.interestOps((reads ? SelectionKey.OP_READ : 0) | (sender.waits() ? SelectionKey.OP_WRITE : 0));
    }

    /** One timer for all deadlines of the script; a deadline that moves away is found out when the timer rings. */
    private void scheduleWakeUp() {
        long next = ending.isOver() ? FaultScript.NEVER : script.nextDeadline();
        if (next == FaultScript.NEVER || (wakeUp != null && wakeUp.at() <= next)) {
            return;
        }
        cancelWakeUp();
        wakeUp = loop.schedule(next, guarded(this::wake));
    }

    private void wake() throws IOException {
        wakeUp = null;
        if (!ending.isOver()) {
            effects.carryOut(script.passed(loop.now()));
            scheduleWakeUp();
        }
    }

    private void cancelWakeUp() {
        if (wakeUp != null) {
            wakeUp.cancel();
        }
    }

    @Override
    public void over(boolean byReset) throws IOException {
        stop();
        sender.drop();
        held = null;
        // After both FINs the backend has been told of each; one that must not notice is not told of a RST.
        if (byReset && !effects.isVanished()) {
            backend.reset();
        }
        peer.ended(this);
    }

    private void stop() {
        script.ended(loop.now());
        cancelWakeUp();
        effects.cancelResumption();
    }

    /** The peer closes: ends whatever lives, when the loop next completes closes. */
    void abandon() throws IOException {
        stop();
        ending.abandon();
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
