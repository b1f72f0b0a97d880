package dev.peerless.internal.os;

import dev.peerless.internal.time.Ticker;
import java.net.InetSocketAddress;
import java.util.Optional;
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

    private static final long LOOK_AGAIN_MILLIS = 1;
    private static final int LOOKS_WITHOUT_PROGRESS = 100;

    /** A look may take a tenth of a second on a busy machine: a reset must not wait for a hundred of those. */
    private static final long NANOS_WITHOUT_PROGRESS = TimeUnit.SECONDS.toNanos(1);

    /** On loopback Linux acknowledges within 40 ms what is taken: until twice that, a millisecond each, it is waited for. */
    private static final int LOOKS_FOR_AN_ACKNOWLEDGEMENT = 80;

    /**
     * The kernel's table changes while it is read, so that rows may be missed; and a descriptor may be closed between the
     * look at the table and the one at the descriptors. One in another container stays unseen. Each look is one that
     * answers all who wait by then: on a busy machine it may take seconds, and others must not wait for all of them.
     */
    private static final int LOOKS_FOR_THE_UNSEEN = 5;

    private static final long FIRST_RELEASE_LOOK_MILLIS = 1;
    private static final long LAST_RELEASE_LOOK_MILLIS = 5;
    private static final boolean AVAILABLE = SocketTable.isReadable();
    private static final ScheduledThreadPoolExecutor LOOKS = looks();
    private static final Queue<Consumer<SocketTable>> QUESTIONS = new ConcurrentLinkedQueue<>();

    /**
     * Who holds the code under test's end of a connection.
     *
     * @param descriptor its descriptor, if it was found
     * @param released whether it was closed already
     */
    public record Holder(Optional<Descriptor> descriptor, boolean released) {

        /** Nobody has looked, nobody could, or the connection had not been accepted by any process. */
        public static final Holder UNKNOWN = new Holder(Optional.empty(), false);

        /** Tells whether a release of that end can be told. */
        public boolean isKnown() {
            return descriptor.isPresent() || released;
        }
    }

    /**
     * What is known of a connection just before it is reset.
     *
     * @param unsentBytes what would be lost, since the code under test does not read
     * @param holder who holds the other end, as far as that was asked
     */
    public record BeforeReset(long unsentBytes, Holder holder) {

        /** Nobody has looked, or nobody could. */
        public static final BeforeReset UNKNOWN = new BeforeReset(0, Holder.UNKNOWN);
    }

    /** Waits for a look at a connection that is to be reset, and is told on the watching thread. */
    public interface Listener {

        /** The code under test has to take something first, bytes or the connection itself, for which it is given time now. */
        default void waits() {}

        /** What was seen, of which there is nothing more to come. */
        void ready(BeforeReset seen);
    }

    /**
     * What is asked about a connection.
     *
     * @param ours the peer's end
     * @param theirs the code under test's end
     * @param hasSent whether the peer has sent anything, which its kernel may have kept
     * @param findHolder whether to look who holds the other end
     */
    private record Asked(InetSocketAddress ours, InetSocketAddress theirs, boolean hasSent, boolean findHolder) {}

    /**
     * One look.
     *
     * @param seen what it gave
     * @param undecided whether the code under test's end waits to be accepted, so that its holder is yet to come
     * @param missed whether something was looked for in vain, though it should be there
     */
    private record Look(BeforeReset seen, boolean undecided, boolean missed) {

        static final Look UNREADABLE = new Look(BeforeReset.UNKNOWN, false, true);

        boolean isFinal() {
            return seen.unsentBytes() == 0 && !undecided;
        }
    }

    /**
     * How much longer something is waited for that may never come.
     *
     * @param looksLeft how many more looks at the most
     * @param until the time after which no other one is taken
     * @param missesLeft how many more that miss something, before that counts as not there
     * @param forCodeUnderTest whether the code under test is what is waited for, and not its kernel
     */
    private record Patience(int looksLeft, long until, int missesLeft, boolean forCodeUnderTest) {

        static Patience withCodeUnderTest() {
            return begin(LOOKS_WITHOUT_PROGRESS, true);
        }

        static Patience withKernel() {
            return begin(LOOKS_FOR_AN_ACKNOWLEDGEMENT, false);
        }

        private static Patience begin(int looks, boolean forCodeUnderTest) {
            return new Patience(
                    looks, Ticker.SYSTEM.now() + NANOS_WITHOUT_PROGRESS, LOOKS_FOR_THE_UNSEEN - 1, forCodeUnderTest);
        }

        boolean isOver() {
            return looksLeft == 0 || Ticker.SYSTEM.now() - until > 0;
        }

        Patience afterProgress() {
            return forCodeUnderTest ? withCodeUnderTest() : afterOneMore();
        }

        Patience afterOneMore() {
            return new Patience(looksLeft - 1, until, LOOKS_FOR_THE_UNSEEN - 1, forCodeUnderTest);
        }

        Patience afterAMiss() {
            return new Patience(looksLeft, until, missesLeft - 1, forCodeUnderTest);
        }
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

    /**
     * Finds who holds the code under test's end, and hands that over on the watching thread. Waits for some moments for a
     * server that has not accepted the connection yet. Hands over {@link Holder#UNKNOWN} without a look where nobody cares
     * any more: a code under test that comes again and again would otherwise have its looks queue up.
     */
    public static void findHolder(
            InetSocketAddress ours, InetSocketAddress theirs, BooleanSupplier stillWanted, Consumer<Holder> found) {
        var asked = new Asked(ours, theirs, false, true);
        ask(table -> findHolder(table, asked, stillWanted, found, Patience.withCodeUnderTest()));
    }

    private static void findHolder(
            SocketTable table, Asked asked, BooleanSupplier stillWanted, Consumer<Holder> found, Patience patience) {
        if (!stillWanted.getAsBoolean()) {
            found.accept(Holder.UNKNOWN);
            return;
        }
        var look = lookIfReadable(table, asked);
        if (look.missed() && patience.missesLeft() > 0) {
            ask(another -> findHolder(another, asked, stillWanted, found, patience.afterAMiss()));
        } else if (!look.undecided() || patience.isOver()) {
            found.accept(look.seen().holder());
        } else {
            askLater(later -> findHolder(later, asked, stillWanted, found, patience.afterOneMore()));
        }
    }

    /**
     * Waits until the kernel has sent all it was given, or the code under test takes nothing more; finds the code under
     * test's descriptor on the way if that is wanted.
     *
     * @param hasSent whether the peer has sent anything: if not, there is nothing to wait for, and less to look at
     */
    public static void beforeReset(
            InetSocketAddress ours, InetSocketAddress theirs, boolean hasSent, boolean findHolder, Listener listener) {
        var asked = new Asked(ours, theirs, hasSent, findHolder);
        ask(table -> drain(table, asked, listener, Long.MAX_VALUE, Patience.withKernel()));
    }

    private static void ask(Consumer<SocketTable> question) {
        QUESTIONS.add(question);
        LOOKS.execute(SocketWatch::answerAll);
    }

    /** One reading of the table answers all who wait for one: with many resets at once they would queue up otherwise. */
    private static void answerAll() {
        try (var table = new SocketTable()) {
            for (int left = QUESTIONS.size(); left > 0; left--) {
                var question = QUESTIONS.poll();
                if (question != null) {
                    question.accept(table);
                }
            }
        }
    }

    private static void askLater(Consumer<SocketTable> question) {
        var unused = LOOKS.schedule(() -> ask(question), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void drain(SocketTable table, Asked asked, Listener listener, long unsentBefore, Patience patience) {
        var look = lookIfReadable(table, asked);
        if (look.missed() && patience.missesLeft() > 0) {
            ask(another -> drain(another, asked, listener, unsentBefore, patience.afterAMiss()));
            return;
        }
        if (look.isFinal() || (patience.forCodeUnderTest() && patience.isOver())) {
            listener.ready(look.seen());
            return;
        }
        long unsent = look.seen().unsentBytes();
        Patience left;
        if (!patience.forCodeUnderTest() && (unsent == 0 || patience.isOver())) {
            listener.waits();
            left = Patience.withCodeUnderTest();
        } else {
            left = unsent < unsentBefore ? patience.afterProgress() : patience.afterOneMore();
        }
        askLater(later -> drain(later, asked, listener, unsent, left));
    }

    /** A table that cannot be read, for want of a descriptor perhaps, tells nothing; the connection must not wait for it. */
    private static Look lookIfReadable(SocketTable table, Asked asked) {
        try {
            return look(table, asked);
        } catch (RuntimeException unreadable) {
            return Look.UNREADABLE;
        }
    }

    private static Look look(SocketTable table, Asked asked) {
        var theirEnd =
                asked.findHolder() ? table.find(asked.theirs(), asked.ours()) : Optional.<SocketTable.Entry>empty();
        // Looked for only where it says something: each end takes half a walk through the kernel's table.
        boolean asksOurEnd = asked.hasSent() || (asked.findHolder() && theirEnd.isEmpty());
        var ourEnd = asksOurEnd ? table.find(asked.ours(), asked.theirs()) : Optional.<SocketTable.Entry>empty();
        long unsent = ourEnd.map(SocketTable.Entry::unsentBytes).orElse(0L);
        if (!asked.findHolder()) {
            return new Look(new BeforeReset(unsent, Holder.UNKNOWN), false, ourEnd.isEmpty());
        }
        boolean undecided = theirEnd.isPresent() && theirEnd.get().awaitsAccept();
        var holder = holder(ourEnd, theirEnd);
        boolean missedOurs = asksOurEnd && ourEnd.isEmpty() && theirEnd.isPresent();
        boolean missedHolder = !undecided && !holder.isKnown();
        return new Look(new BeforeReset(unsent, holder), undecided, missedOurs || missedHolder);
    }

    static Holder holder(Optional<SocketTable.Entry> ourEnd, Optional<SocketTable.Entry> theirEnd) {
        if (theirEnd.isEmpty()) {
            // Its RST has taken both ends away, or its FIN its own; otherwise it lies in another machine or namespace.
            boolean released = ourEnd.isEmpty() || ourEnd.get().hasReceivedFin();
            return new Holder(Optional.empty(), released);
        } else if (theirEnd.get().awaitsAccept()) {
            return Holder.UNKNOWN;
        }
        long inode = theirEnd.get().inode();
        return inode == 0 ? new Holder(Optional.empty(), true) : new Holder(Descriptor.ofInode(inode), false);
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
