package dev.peerless.internal.os;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Looks at sockets where the operating system shows them, apart from the event loops, since one look at the kernel's
 * socket table can take milliseconds.
 *
 * <p>There is no event for "a descriptor was closed" or "a send queue has drained"; this is the one place that looks
 * again and again.
 *
 * <h2>Threads</h2>
 *
 * One daemon thread, started with the first look and ended after some seconds without any.
 */
public final class SocketWatch {

    private static final long DRAIN_LOOK_MILLIS = 1;
    private static final int LOOKS_WITHOUT_PROGRESS = 100;
    private static final long FIRST_RELEASE_LOOK_MILLIS = 1;
    private static final long LAST_RELEASE_LOOK_MILLIS = 20;
    private static final boolean AVAILABLE = SocketTable.isReadable();
    private static final ScheduledThreadPoolExecutor LOOKS = looks();
    private static final Queue<Consumer<SocketTable>> QUESTIONS = new ConcurrentLinkedQueue<>();

    /**
     * What is known of a connection just before it is reset.
     *
     * @param unsentBytes what would be lost, since the code under test does not read
     * @param holder the code under test's descriptor, if it was found
     * @param released whether its end was closed already
     */
    public record BeforeReset(long unsentBytes, Optional<Descriptor> holder, boolean released) {

        /** Nobody has looked, or nobody could. */
        public static final BeforeReset UNKNOWN = new BeforeReset(0, Optional.empty(), false);
    }

    private SocketWatch() {}

    private static ScheduledThreadPoolExecutor looks() {
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "peerless-socket-watch");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(5, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Tells whether this machine shows its sockets. */
    public static boolean isAvailable() {
        return AVAILABLE;
    }

    /** Finds the descriptor by which the code under test holds its end, and hands it over on the watching thread. */
    public static void findHolder(
            InetSocketAddress ours, InetSocketAddress theirs, Consumer<Optional<Descriptor>> found) {
        ask(table -> found.accept(holderIfReadable(table, ours, theirs)));
    }

    /**
     * Waits until the kernel has sent all it was given, or the code under test takes nothing more; finds the code under
     * test's descriptor on the way if that is wanted.
     */
    public static void beforeReset(
            InetSocketAddress ours, InetSocketAddress theirs, boolean findHolder, Consumer<BeforeReset> ready) {
        ask(table -> drain(table, ours, theirs, findHolder, ready, Long.MAX_VALUE, LOOKS_WITHOUT_PROGRESS));
    }

    private static void ask(Consumer<SocketTable> question) {
        QUESTIONS.add(question);
        LOOKS.execute(SocketWatch::answerAll);
    }

    /** One reading of the table answers all who wait for one: with many resets at once they would queue up otherwise. */
    private static void answerAll() {
        var table = new SocketTable();
        for (int left = QUESTIONS.size(); left > 0; left--) {
            var question = QUESTIONS.poll();
            if (question != null) {
                question.accept(table);
            }
        }
    }

    /** A table that cannot be read, for want of a descriptor perhaps, tells nothing; the connection must not wait for it. */
    private static Optional<Descriptor> holderIfReadable(
            SocketTable table, InetSocketAddress ours, InetSocketAddress theirs) {
        try {
            return holder(inode(table, ours, theirs));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static void drain(
            SocketTable table,
            InetSocketAddress ours,
            InetSocketAddress theirs,
            boolean findHolder,
            Consumer<BeforeReset> ready,
            long unsentBefore,
            int looksLeft) {
        BeforeReset seen;
        try {
            seen = look(table, ours, theirs, findHolder);
        } catch (RuntimeException unreadable) {
            seen = BeforeReset.UNKNOWN;
        }
        long unsent = seen.unsentBytes();
        if (unsent == 0 || looksLeft == 0) {
            ready.accept(seen);
        } else {
            int left = unsent < unsentBefore ? LOOKS_WITHOUT_PROGRESS : looksLeft - 1;
            var unused = LOOKS.schedule(
                    () -> ask(later -> drain(later, ours, theirs, findHolder, ready, unsent, left)),
                    DRAIN_LOOK_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    private static BeforeReset look(
            SocketTable table, InetSocketAddress ours, InetSocketAddress theirs, boolean findHolder) {
        long unsent =
                table.find(ours, theirs).map(SocketTable.Entry::unsentBytes).orElse(0L);
        var inode = findHolder ? inode(table, ours, theirs) : OptionalLong.empty();
        return new BeforeReset(unsent, holder(inode), findHolder && inode.isEmpty());
    }

    /** Gives the inode of the code under test's socket, or nothing if it has given that socket up. */
    private static OptionalLong inode(SocketTable table, InetSocketAddress ours, InetSocketAddress theirs) {
        long inode = table.find(theirs, ours).map(SocketTable.Entry::inode).orElse(0L);
        return inode == 0 ? OptionalLong.empty() : OptionalLong.of(inode);
    }

    private static Optional<Descriptor> holder(OptionalLong inode) {
        return inode.isPresent() ? Descriptor.ofInode(inode.getAsLong()) : Optional.empty();
    }

    /** Calls back, on the watching thread, as soon as the descriptor is gone, unless nobody cares any more. */
    public static void untilReleased(Descriptor descriptor, BooleanSupplier stillWanted, Runnable released) {
        LOOKS.execute(() -> look(descriptor, stillWanted, released, FIRST_RELEASE_LOOK_MILLIS));
    }

    private static void look(Descriptor descriptor, BooleanSupplier stillWanted, Runnable released, long nextMillis) {
        if (!stillWanted.getAsBoolean()) {
            return;
        }
        if (!descriptor.isOpen()) {
            released.run();
        } else {
            long after = Math.min(LAST_RELEASE_LOOK_MILLIS, nextMillis + 1);
            var unused = LOOKS.schedule(
                    () -> look(descriptor, stillWanted, released, after), nextMillis, TimeUnit.MILLISECONDS);
        }
    }
}
