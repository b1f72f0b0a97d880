package dev.peerless.internal.net;

import dev.peerless.internal.time.Ticker;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The few event loops that all peers of this JVM share. A loop is started by the first peer it is given to, and stays:
 * starting a thread and opening a selector are the largest part of what a peer would cost.
 */
final class EventLoops {

    private static final int COUNT = Math.min(2, Runtime.getRuntime().availableProcessors());
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final @Nullable EventLoop[] LOOPS = new @Nullable EventLoop[COUNT];

    private EventLoops() {}

    /** Gives the loops in turn. */
    static EventLoop next() {
        return loop(Math.floorMod(NEXT.getAndIncrement(), COUNT));
    }

    /** Has the loop begin that {@link #next()} gives first, so that it is ready by then. */
    static void begin() {
        var unused = loop(0);
    }

    /** Tells whether this thread is that of any of them, whom the others and their peers wait for. */
    static boolean isCurrent() {
        synchronized (LOOPS) {
            return Arrays.stream(LOOPS).anyMatch(loop -> loop != null && loop.isCurrent());
        }
    }

    private static EventLoop loop(int index) {
        synchronized (LOOPS) {
            var loop = LOOPS[index];
            if (loop == null || loop.hasFailed()) {
                loop = new EventLoop("peerless-loop-" + (index + 1), Ticker.SYSTEM).start();
                LOOPS[index] = loop;
            }
            return loop;
        }
    }
}
