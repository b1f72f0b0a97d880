package dev.peerless.internal.os;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Ends sockets of this machine from their own side, where the operating system grants that: Linux, with the right over
 * the network namespace (root, or a namespace of the test's own), and {@code ss}.
 *
 * <p>A JVM that starts a process lends it all descriptors for a moment: a socket that another test closes in that moment
 * is closed on the wire some milliseconds later.
 *
 * <h2>Threads</h2>
 *
 * One daemon thread runs the processes, one after the other; started with the first, and ended after some seconds
 * without any.
 */
public final class LocalSockets {

    private static final SocketKiller KILLER = new SocketKiller("ss");
    private static final ThreadPoolExecutor KILLS = kills();
    private static final AtomicInteger PENDING = new AtomicInteger();

    private LocalSockets() {}

    private static ThreadPoolExecutor kills() {
        var executor = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "peerless-socket-killer");
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * What became of a socket that was to be killed.
     *
     * @param killed whether the kernel has ended it
     * @param problem why it could not; empty if it did, or if there is no such socket any more
     */
    public record Outcome(boolean killed, String problem) {}

    /** Kills the one socket with these ends, and tells what became of it on the killing thread. */
    public static void kill(InetSocketAddress local, InetSocketAddress remote, Consumer<Outcome> done) {
        PENDING.incrementAndGet();
        KILLS.execute(() -> {
            try {
                done.accept(outcome(() -> KILLER.kill(local, remote)));
            } finally {
                PENDING.decrementAndGet();
            }
        });
    }

    /** Whoever waits for the outcome must get one, or it would wait for ever. */
    static Outcome outcome(Supplier<Outcome> kill) {
        try {
            return kill.get();
        } catch (RuntimeException failure) {
            return new Outcome(false, "the socket could not be killed: " + failure);
        }
    }

    /** Waits until whoever has seen a socket die by now can be sure that the one who had it killed was told. */
    public static void settle() {
        if (PENDING.get() > 0) {
            CompletableFuture.runAsync(() -> {}, KILLS).join();
        }
    }

    /** Gives the reason why sockets cannot be killed here; empty if they can. Found by killing one, once per JVM. */
    public static Optional<String> whyNot() {
        return Trial.WHY_NOT;
    }

    private static Optional<String> tryOut() {
        // Not on the calling thread: one that a test's time limit has interrupted must not settle this for all others.
        return CompletableFuture.supplyAsync(() -> KillTrial.whyNot(System.getProperty("os.name"), KILLER), KILLS)
                .join();
    }

    private static final class Trial {
        private static final Optional<String> WHY_NOT = tryOut();
    }
}
