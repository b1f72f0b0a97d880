package dev.peerless.internal.net;

import dev.peerless.internal.os.LocalSockets;
import dev.peerless.internal.os.SocketWatch;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far one connection has come on its way to its end, and the ways there. Before a RST the kernel is given the time
 * to send what it had taken, and the code under test's descriptor is noted: once the RST is out, neither can be done.
 */
final class Teardown {

    /** There is none to wait for. */
    static final CompletableFuture<Void> NONE = CompletableFuture.completedFuture(null);

    private final int number;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final EventLoop loop;
    private final Recorder recorder;
    private final PeerWide peer;
    private @Nullable Killing killing;
    private SocketWatch.Holder holder = SocketWatch.Holder.UNKNOWN;
    private boolean sentAnything;
    private boolean outputEnded;
    private boolean inputEnded;
    private boolean preparing;
    private boolean looking;
    private @Nullable Runnable answerThatWaits;
    private CompletableFuture<Void> look = NONE;
    private CompletableFuture<Void> ending = NONE;
    private boolean resetting;
    private volatile boolean over;

    /** Is told when a connection is over. */
    interface Listener {

        /** It has ended with a RST, which is recorded next: what had come before is to be told before. */
        void endsByReset() throws IOException;

        void over(boolean byReset) throws IOException;
    }

    private final Listener listener;

    /**
     * @param peer tells whether anybody wants to know when the code under test releases its end
     */
    Teardown(
            int number,
            SocketChannel channel,
            InetSocketAddress remote,
            EventLoop loop,
            Recorder recorder,
            PeerWide peer,
            Listener listener) {
        this.number = number;
        this.channel = channel;
        this.remote = remote;
        this.loop = loop;
        this.recorder = recorder;
        this.peer = peer;
        this.listener = listener;
    }

    boolean isOver() {
        return over;
    }

    private boolean isLiving() {
        return !over;
    }

    /** There is nothing left to be read, answered or ended, so nobody need wait for it any more. */
    private void end() {
        over = true;
        look.complete(null);
        if (!ending.isDone()) {
            // Not before the RST is out.
            loop.execute(() -> ending.complete(null));
        }
    }

    boolean takesInput() {
        return isOpen() && !inputEnded;
    }

    boolean takesOutput() {
        return isOpen() && !outputEnded;
    }

    /** Tells whether neither an end has come nor one is under way; a FIN of one side is none. */
    boolean isOpen() {
        return !over && !resetting && !preparing;
    }

    void hasSent() {
        sentAnything = true;
    }

    /**
     * Sends a FIN.
     *
     * @param closing whether nothing is taken any more either
     */
    void fin(Origin origin, boolean closing) throws IOException {
        if (!takesOutput()) {
            return;
        }
        try {
            Hangup.fin(channel);
        } catch (IOException goneAlready) {
            resetReceived(goneAlready);
            return;
        }
        outputEnded = true;
        recorder.record(new WireEvent.Fin(number, loop.now(), Direction.SENT, origin, closing));
        closeIfBothEnded();
    }

    /**
     * Notes who holds the other end, if anybody wants to know, and then goes on: for a RST that may have to answer a byte
     * without time to look. Nothing is read in the meantime.
     */
    void noteHolder(Runnable then) {
        if (!peer.watchesReleases() || !SocketWatch.isAvailable() || holder.isKnown() || over) {
            then.run();
            return;
        }
        preparing = true;
        var noting = begin();
        look(found -> {
            preparing = false;
            holder = found;
            completing(noting, then).run();
        });
    }

    /**
     * Notes meanwhile who holds the other end, if anybody wants to know: for a connection on which a RST may have to answer
     * a byte. What arrives is read all the same, and what it was is recorded in time; only such an answer waits.
     */
    void noteHolderBeforeAnswering() {
        if (!peer.watchesReleases() || !SocketWatch.isAvailable() || holder.isKnown() || over) {
            return;
        }
        looking = true;
        look(found -> {
            looking = false;
            holder = known(found);
            var answer = answerThatWaits;
            answerThatWaits = null;
            if (answer != null) {
                preparing = false;
                answer.run();
            }
        });
    }

    private void look(Consumer<SocketWatch.Holder> then) {
        var looked = new CompletableFuture<Void>();
        look = looked;
        SocketWatch.findHolder(
                local(),
                remote,
                this::isLiving,
                found -> loop.execute(() -> {
                    try {
                        then.accept(found);
                    } finally {
                        // Whatever became of it: whoever waits for this must not do so for ever.
                        looked.complete(null);
                    }
                }));
    }

    /** Completes when what has arrived is read and answered: not all is, while this looks who holds the other end. */
    CompletableFuture<Void> look() {
        return look;
    }

    /** Completes when the end that was last asked for has come, or waits for what the code under test has to take first. */
    CompletableFuture<Void> ending() {
        return ending;
    }

    /** Begins an end that takes a look first; who waits for one that was begun before waits for this one. */
    private CompletableFuture<Void> begin() {
        var before = ending;
        var begun = new CompletableFuture<Void>();
        var unused = begun.thenRun(() -> before.complete(null));
        ending = begun;
        return begun;
    }

    private static Runnable completing(CompletableFuture<Void> begun, Runnable task) {
        return () -> {
            try {
                task.run();
            } finally {
                begun.complete(null);
            }
        };
    }

    private static SocketWatch.Listener whenSeen(
            CompletableFuture<Void> begun, Consumer<SocketWatch.BeforeReset> then) {
        return new SocketWatch.Listener() {
            @Override
            public void waits() {
                begun.complete(null);
            }

            @Override
            public void ready(SocketWatch.BeforeReset seen) {
                then.accept(seen);
            }
        };
    }

    /**
     * Notes meanwhile who holds the other end, if anybody wants to know: for a connection on which a RST may fall due at
     * an instant, which a look at that instant would delay by milliseconds.
     */
    void noteHolderAhead() {
        if (peer.watchesReleases() && SocketWatch.isAvailable()) {
            SocketWatch.findHolder(
                    local(),
                    remote,
                    this::isLiving,
                    found -> loop.execute(() -> holder = found.isKnown() ? found : holder));
        }
    }

    void finReceived() throws IOException {
        inputEnded = true;
        recorder.record(new WireEvent.Fin(number, loop.now(), Direction.RECEIVED, new Origin.ByCodeUnderTest(), false));
        closeIfBothEnded();
    }

    private void closeIfBothEnded() throws IOException {
        if (inputEnded && outputEnded && !over) {
            end();
            Hangup.close(loop, channel);
            listener.over(false);
        }
    }

    void resetReceived(IOException reason) throws IOException {
        if (over) {
            return;
        }
        if (killing != null) {
            aborted(killing);
            return;
        }
        end();
        Hangup.close(loop, channel);
        listener.endsByReset();
        var text = String.valueOf(reason.getMessage());
        boolean plain = text.startsWith("Connection reset") || text.startsWith("Broken pipe");
        recorder.record(new WireEvent.Rst(
                number, loop.now(), Direction.RECEIVED, new Origin.ByCodeUnderTest(), plain ? "" : text, false));
        listener.over(true);
    }

    /**
     * The other end was ended from its own side: its RST is not the code under test's doing.
     *
     * @param origin what caused it
     * @param seen what was known of the other end before
     */
    private record Killing(Origin origin, SocketWatch.BeforeReset seen) {}

    /**
     * Has the code under test's own machine end its socket, and then goes on. Nothing is read in the meantime, so that
     * the RST which this brings is not taken for the code under test's.
     */
    void abort(Origin origin, Runnable then) {
        preparing = true;
        var aborting = begin();
        var ours = local();
        SocketWatch.beforeReset(
                ours,
                remote,
                sentAnything,
                peer.watchesReleases() && !holder.isKnown(),
                whenSeen(
                        aborting,
                        seen -> LocalSockets.kill(
                                remote,
                                ours,
                                outcome -> loop.execute(completing(
                                        aborting, () -> killTried(outcome, new Killing(origin, seen), then))))));
    }

    private void killTried(LocalSockets.Outcome outcome, Killing tried, Runnable then) {
        preparing = false;
        if (over) {
            then.run();
            return;
        }
        if (outcome.killed()) {
            killing = tried;
        } else if (!outcome.problem().isEmpty()) {
            recorder.record(new WireEvent.Failed(number, loop.now(), new IOException(outcome.problem())));
        }
        then.run();
    }

    boolean isAborted() {
        return killing != null;
    }

    /** After a FIN nothing can be read, not even a RST. */
    void abortedUnseen() throws IOException {
        if (killing != null && inputEnded && !over) {
            aborted(killing);
        }
    }

    private void aborted(Killing by) throws IOException {
        end();
        Hangup.close(loop, channel);
        listener.endsByReset();
        var heldBy = known(by.seen().holder());
        var lost = lost(by.seen(), "");
        recorder.record(new WireEvent.Aborted(number, loop.now(), by.origin()));
        recorder.record(new WireEvent.Rst(number, loop.now(), Direction.RECEIVED, by.origin(), lost, heldBy.isKnown()));
        watchRelease(heldBy);
        listener.over(true);
    }

    /** Answers a byte that came after the peer had closed, at once, as a kernel does. */
    void answerWithReset(Origin origin, String detail) {
        if (looking) {
            preparing = true;
            answerThatWaits = () -> resetNow(origin, detail, false, SocketWatch.BeforeReset.UNKNOWN);
        } else {
            resetNow(origin, detail, false, SocketWatch.BeforeReset.UNKNOWN);
        }
    }

    /** Sends a RST, after a FIN if that is asked for. */
    void reset(Origin origin, boolean finFirst) {
        if (over || resetting) {
            return;
        }
        resetting = true;
        boolean findHolder = peer.watchesReleases() && !holder.isKnown();
        if ((sentAnything || findHolder) && SocketWatch.isAvailable()) {
            SocketWatch.beforeReset(
                    local(),
                    remote,
                    sentAnything,
                    findHolder,
                    whenSeen(begin(), seen -> loop.execute(() -> resetNow(origin, "", finFirst, seen))));
        } else {
            resetNow(origin, "", finFirst, SocketWatch.BeforeReset.UNKNOWN);
        }
    }

    private void resetNow(Origin origin, String detail, boolean finFirst, SocketWatch.BeforeReset seen) {
        if (over) {
            return;
        }
        end();
        try {
            if (finFirst && !outputEnded) {
                Hangup.finThenRst(loop, channel);
                listener.endsByReset();
                recorder.record(new WireEvent.Fin(number, loop.now(), Direction.SENT, origin, true));
            } else {
                Hangup.rst(loop, channel);
                listener.endsByReset();
            }
            var heldBy = known(seen.holder());
            var lost = lost(seen, detail);
            recorder.record(new WireEvent.Rst(number, loop.now(), Direction.SENT, origin, lost, heldBy.isKnown()));
            watchRelease(heldBy);
            listener.over(true);
        } catch (IOException failure) {
            recorder.record(new WireEvent.Failed(number, loop.now(), failure));
        }
    }

    /** Who holds the other end, by the look just taken or by one before. */
    private SocketWatch.Holder known(SocketWatch.Holder seen) {
        return seen.isKnown() ? seen : holder;
    }

    private static String lost(SocketWatch.BeforeReset seen, String otherwise) {
        return seen.unsentBytes() == 0 ? otherwise : seen.unsentBytes() + " bytes not yet taken are lost";
    }

    private void watchRelease(SocketWatch.Holder heldBy) {
        if (heldBy.released()) {
            recordRelease();
        } else if (heldBy.isKnown()) {
            heldBy.descriptor()
                    .ifPresent(descriptor -> SocketWatch.untilReleased(
                            descriptor, peer::watchesReleases, () -> loop.execute(this::recordRelease)));
        }
    }

    private void recordRelease() {
        if (peer.watchesReleases()) {
            recorder.record(new WireEvent.Released(number, loop.now()));
        }
    }

    /** Sends a RST when the loop next completes closes, and tells nobody: the peer is being closed. */
    void abandon() throws IOException {
        if (!over) {
            end();
            Hangup.rstLater(channel);
            recorder.record(new WireEvent.Rst(number, loop.now(), Direction.SENT, new Origin.ByClosing(), "", false));
        }
    }

    private InetSocketAddress local() {
        return (InetSocketAddress) channel.socket().getLocalSocketAddress();
    }
}
