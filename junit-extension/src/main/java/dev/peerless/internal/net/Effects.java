package dev.peerless.internal.net;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What faults and tests do to one connection, and the state that this leaves it in. */
final class Effects implements LiveControl {

    private final ServedConnection connection;
    private final PeerWide peer;
    private final EventLoop loop;
    private final FaultScript script;
    private final Recorder recorder;
    private final Teardown teardown;
    private final Sender sender;
    private final Alterations alterations;
    private @Nullable Origin resetOnNextByte;
    private final Stalls stalls = new Stalls();
    private final Slowness slowness;
    private boolean vanished;
    private boolean closed;

    Effects(
            ServedConnection connection,
            PeerWide peer,
            EventLoop loop,
            FaultScript script,
            Recorder recorder,
            Teardown teardown,
            Sender sender,
            Alterations alterations) {
        this.connection = connection;
        this.peer = peer;
        this.loop = loop;
        this.script = script;
        this.recorder = recorder;
        this.teardown = teardown;
        this.sender = sender;
        this.alterations = alterations;
        this.slowness = new Slowness(connection, loop, recorder, sender);
    }

    void carryOut(List<Fault> strikes) throws IOException {
        for (var fault : strikes) {
            carryOut(fault.effect(), new Origin.ByFault(fault));
        }
    }

    private void carryOut(Effect effect, Origin.ByFault origin) throws IOException {
        if (effect instanceof Effect.Reset) {
            reset(origin);
        } else if (effect instanceof Effect.Close) {
            close(origin);
        } else if (effect instanceof Effect.CloseAtOnce) {
            closeAtOnce(origin);
        } else if (effect instanceof Effect.Truncate truncate) {
            truncate(truncate, origin);
        } else if (effect instanceof Effect.HalfClose) {
            halfClose(origin);
        } else if (effect instanceof Effect.Stall stall) {
            stall(stall, origin);
        } else if (effect instanceof Effect.Slow slow) {
            slowness.begin(slow, origin);
        } else if (effect instanceof Effect.BlackHole) {
            vanish(origin);
        } else if (effect instanceof Effect.Garbage garbage) {
            garble(garbage.bytes(), origin);
        } else if (effect instanceof Effect.Corrupt corrupt) {
            alterations.begin(origin.fault(), corrupt);
            sender.sendGarbage();
            connection.updateInterest();
        } else if (effect instanceof Effect.Forget) {
            // The RST will answer a byte at once, without time to look.
            teardown.noteHolder(connection.guarded(() -> forget(origin)));
        } else if (effect instanceof Effect.Abort) {
            abort(origin);
        } else if (effect instanceof PeerEffect.Crash crash) {
            peer.crash(crash, origin);
        } else if (effect instanceof PeerEffect.Cut cut) {
            peer.cut(cut, origin, connection);
        }
    }

    /** Ends what a fault does here, if it can be ended. What went over the wire cannot be taken back. */
    void lift(Fault fault) throws IOException {
        // A cut ends for all at once.
        if (!(fault.effect() instanceof PeerEffect.Cut)) {
            var origin = new Origin.ByFault(fault);
            endStall(origin, origin);
        }
        slowness.end(fault);
        alterations.lift(fault);
    }

    private void truncate(Effect.Truncate truncate, Origin origin) throws IOException {
        switch (truncate.ending()) {
            case FIN -> close(origin);
            case RESET -> reset(origin);
        }
    }

    private void stall(Effect.Stall stall, Origin origin) {
        if (standStill(origin)) {
            stall.lasting()
                    .ifPresent(time -> stalls.lastEndsBy(loop.schedule(
                            loop.now() + time.toNanos(), connection.guarded(() -> endStall(origin, origin)))));
        }
    }

    /** The bytes go out at once, whatever was to go before them or waits for leave. */
    private void garble(Bytes bytes, Origin origin) throws IOException {
        sender.drop();
        // What was said is not to be taken for sent when these are.
        connection.backend().discard();
        sender.speedUp();
        sender.goOn();
        sender.release();
        sender.send(bytes.asByteBuffer());
        vanish(origin);
    }

    private void forget(Origin origin) throws IOException {
        vanish(origin);
        resetOnNextByte = origin;
        connection.updateInterest();
    }

    boolean isStalled() {
        return !stalls.isEmpty();
    }

    /** Tells whether the peer has closed it, both ways. */
    boolean isClosed() {
        return closed;
    }

    boolean isVanished() {
        return vanished;
    }

    /** Tells whether nobody behind this connection is to get what arrives. */
    boolean discards() {
        return vanished || closed || resetOnNextByte != null || teardown.isAborted();
    }

    /** Answers a byte that has arrived with a RST, and tells whether that was its time. */
    boolean answersWithReset() {
        if (resetOnNextByte == null) {
            return false;
        }
        teardown.answerWithReset(resetOnNextByte, vanished ? "" : "answers data after its FIN");
        return true;
    }

    @Override
    public void reset(Origin origin) throws IOException {
        endAtOnce(origin, false);
    }

    @Override
    public void closeAtOnce(Origin origin) throws IOException {
        endAtOnce(origin, true);
    }

    private void endAtOnce(Origin origin, boolean finFirst) throws IOException {
        script.ended(loop.now());
        sender.drop();
        teardown.reset(origin, finFirst);
        connection.updateInterest();
    }

    @Override
    public void close(Origin origin) {
        // After a half-close there is no FIN left to send, but what arrives is no longer welcome.
        if (teardown.takesOutput() || teardown.takesInput()) {
            stalls.clear();
            script.ended(loop.now());
            sender.mute();
            connection.guarded(() -> closeNow(origin)).run();
        }
    }

    @Override
    public void crash(Origin origin) throws IOException {
        if (teardown.isOver()) {
            return;
        }
        // Asked before a close, which takes in what has arrived.
        if (connection.receiver().hasUnread()) {
            reset(origin);
        } else {
            close(origin);
        }
    }

    private void closeNow(Origin origin) throws IOException {
        closed = true;
        connection.receiver().overhearKept();
        // What had arrived before the FIN is not "the first byte afterwards".
        var unused = connection.receiver().recordArrived();
        teardown.fin(origin, true);
        connection.receiver().backlog().drop();
        connection.backend().closed();
        peer.ended(connection);
        resetOnNextByte = origin;
        teardown.noteHolderBeforeAnswering();
        connection.updateInterest();
    }

    @Override
    public void halfClose(Origin origin) throws IOException {
        sender.drop();
        teardown.fin(origin, false);
        connection.backend().discard();
        connection.updateInterest();
    }

    @Override
    public void stall(Origin origin) {
        var unused = standStill(origin);
    }

    /** Stands still for a reason, and tells whether that is a new one. */
    private boolean standStill(Origin reason) {
        boolean begins = !isStalled();
        if (teardown.isOver() || !stalls.add(reason)) {
            return false;
        }
        if (begins) {
            sender.pause();
            recorder.record(new WireEvent.Stalled(connection.number(), loop.now(), reason));
            connection.updateInterest();
        }
        return true;
    }

    @Override
    public void resume(Origin origin) throws IOException {
        if (isStalled() && !teardown.isOver()) {
            stalls.clear();
            goOn(origin);
        }
    }

    /** Goes on if no other reason is left to stand still. */
    void endStall(Origin reason, Origin by) throws IOException {
        if (!teardown.isOver() && stalls.remove(reason) && !isStalled()) {
            goOn(by);
        }
    }

    private void goOn(Origin origin) throws IOException {
        sender.goOn();
        recorder.record(new WireEvent.Resumed(connection.number(), loop.now(), origin));
        connection.proceed();
    }

    /** Does nothing by itself any more. */
    void stop() {
        stalls.cancelEnds();
        slowness.stop();
    }

    @Override
    public void vanish(Origin origin) throws IOException {
        if (!vanished && !teardown.isOver()) {
            vanished = true;
            stalls.clear();
            sender.mute();
            recorder.record(new WireEvent.Vanished(connection.number(), loop.now(), origin));
            connection.backend().discard();
            connection.receiver().vanished();
            connection.updateInterest();
        }
    }

    @Override
    public void abort(Origin origin) {
        if (teardown.takesOutput() || teardown.takesInput()) {
            script.ended(loop.now());
            sender.drop();
            peer.awaitAbort();
            teardown.abort(origin, connection.guarded(this::abortTried));
            connection.updateInterest();
        }
    }

    /** The RST that tells of it is read behind what had arrived before. */
    private void abortTried() throws IOException {
        try {
            if (teardown.isAborted()) {
                stalls.clear();
                var unused = connection.receiver().recordArrived();
                teardown.abortedUnseen();
            }
        } finally {
            peer.abortTried();
        }
        connection.updateInterest();
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
        connection.backend().line(connection).send(bytes);
        connection.updateInterest();
    }

    @Override
    public boolean fire() throws IOException {
        var strikes = script.demanded();
        carryOut(strikes);
        return !strikes.isEmpty();
    }

    @Override
    public boolean hasFired() {
        return script.hasStruckOnDemand();
    }
}
