package dev.peerless.internal.net;

import dev.peerless.fault.Shaping;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.internal.script.Shaper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * What has been read from the code under test and is to reach the backend later, because the peer is slow to receive. It
 * outlives the connection if both sides have finished: what is on its way still arrives, and then the end.
 */
final class Backlog implements WakeUp.Sleeper {

    private final ServedConnection connection;
    private final EventLoop loop;
    private final Effects effects;
    private final Outbox waiting = new Outbox();
    private final Shaper shaper = new Shaper();
    private final WakeUp wakeUp;
    private boolean finishing;

    Backlog(ServedConnection connection, EventLoop loop, Effects effects) {
        this.connection = connection;
        this.loop = loop;
        this.effects = effects;
        this.wakeUp = new WakeUp(loop, connection, this);
    }

    /** Tells whether what arrives has to wait here. */
    boolean takes() {
        return shaper.isOn() || !isEmpty();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void keep(ByteBuffer bytes) {
        if (shaper.isOn()) {
            shaper.setOut(bytes.remaining(), loop.now());
        }
        waiting.keep(bytes);
        wakeUp.schedule();
    }

    /** The end of what arrives is told behind all that waits. */
    void finish() {
        finishing = true;
        if (shaper.isOn()) {
            shaper.finish(loop.now());
        }
        wakeUp.schedule();
    }

    @Override
    public long nextMoment() {
        if (!isFree()) {
            return FaultScript.NEVER;
        } else if (shaper.isOn()) {
            return shaper.next();
        }
        return isEmpty() && !finishing ? FaultScript.NEVER : loop.now();
    }

    private boolean isFree() {
        return !effects.isStalled()
                && (effects.discards() || connection.backend().takesMore() || isEmpty());
    }

    /** Delivers what may arrive by now. */
    @Override
    public void wake() throws IOException {
        while (!isEmpty() && isFree()) {
            var bytes = waiting.take(shaper.allowance(loop.now()));
            if (!bytes.hasRemaining()) {
                break;
            }
            shaper.passed(bytes.remaining(), loop.now());
            if (effects.discards()) {
                connection.backend().overheard(bytes);
            } else {
                connection.backend().received(bytes);
            }
        }
        if (finishing && isEmpty() && shaper.mayFinish(loop.now()) && isFree()) {
            finishing = false;
            shaper.finished();
            if (!effects.discards()) {
                connection.backend().finished();
            }
        }
        connection.updateInterest();
    }

    /** Goes on as far as it may. To be called when that may have changed. */
    void goOn() {
        wakeUp.schedule();
    }

    /** Is slow from now on. */
    void slowDown(Shaping shaping, RandomGenerator random) {
        boolean wasOn = shaper.isOn();
        shaper.begin(shaping, random);
        if (!wasOn) {
            shaper.setOut(waiting.size(), loop.now());
            if (finishing) {
                shaper.finish(loop.now());
            }
        }
        wakeUp.schedule();
    }

    /** Is slow no more: what waits goes on at once. */
    void speedUp() {
        shaper.end();
        wakeUp.schedule();
    }

    /** How many bytes may be read. */
    long room() {
        return shaper.isOn() ? shaper.room() : Long.MAX_VALUE;
    }

    /** Nobody is to get what waits, but what it says is to be known. */
    void overhear() throws IOException {
        while (!isEmpty()) {
            var bytes = waiting.take(Integer.MAX_VALUE);
            shaper.passed(bytes.remaining(), loop.now());
            connection.backend().overheard(bytes);
        }
    }

    /** Forgets what waits. */
    void drop() {
        if (!isEmpty()) {
            connection.backend().lost();
        }
        waiting.clear();
        shaper.drop();
        finishing = false;
        wakeUp.cancel();
    }
}
