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
import org.jspecify.annotations.Nullable;

/**
 * How far one connection has come on its way to its end, and the ways there. Before a RST the kernel is given the time
 * to send what it had taken, and the code under test's descriptor is noted: once the RST is out, neither can be done.
 */
final class Teardown {

    private final int number;
    private final SocketChannel channel;
    private final EventLoop loop;
    private final Recorder recorder;
    private final OtherEnd otherEnd;
    private @Nullable Killing killing;
    private boolean sentAnything;
    private boolean outputEnded;
    private boolean inputEnded;
    private boolean preparing;
    private boolean looking;
    private @Nullable Runnable answerThatWaits;
    private final Ending ending = new Ending();
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
        this.loop = loop;
        this.recorder = recorder;
        this.otherEnd = new OtherEnd(number, channel, remote, loop, recorder, peer, () -> !over);
        this.listener = listener;
    }

    boolean isOver() {
        return over;
    }

    /** There is nothing left to be read or answered, so nobody need wait for that any more. */
    private void end() {
        over = true;
        otherEnd.lookNoMore();
        ending.comes(loop);
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
        if (over || !otherEnd.isSought()) {
            then.run();
            return;
        }
        preparing = true;
        var going = ending.begin().endedBy(then);
        otherEnd.seek(() -> {
            preparing = false;
            going.run();
        });
    }

    /**
     * Notes meanwhile who holds the other end, if anybody wants to know: for a connection on which a RST may have to answer
     * a byte. What arrives is read all the same, and what it was is recorded in time; only such an answer waits.
     */
    void noteHolderBeforeAnswering() {
        if (over || !otherEnd.isSought()) {
            return;
        }
        looking = true;
        otherEnd.seek(() -> {
            looking = false;
            var answer = answerThatWaits;
            answerThatWaits = null;
            if (answer != null) {
                preparing = false;
                answer.run();
            }
        });
    }

    /** Completes when what has arrived is read and answered: not all is, while this looks who holds the other end. */
    CompletableFuture<Void> look() {
        return otherEnd.look();
    }

    /** See {@link Ending#awaited()}. */
    CompletableFuture<Void> ending() {
        return ending.awaited();
    }

    /**
     * Notes meanwhile who holds the other end, if anybody wants to know: for a connection on which a RST may fall due at
     * an instant, which a look at that instant would delay by milliseconds.
     */
    void noteHolderAhead() {
        if (otherEnd.isSought()) {
            otherEnd.seekAhead();
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
        var aborting = ending.begin();
        var ours = otherEnd.ours();
        otherEnd.beforeReset(
                sentAnything,
                aborting.whenSeen(seen -> otherEnd.kill(
                        ours,
                        outcome -> aborting.endedBy(() -> killTried(outcome, new Killing(origin, seen), then))
                                .run())));
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
        var heldBy = otherEnd.known(by.seen().holder());
        var lost = lost(by.seen(), "");
        recorder.record(new WireEvent.Aborted(number, loop.now(), by.origin()));
        recorder.record(new WireEvent.Rst(number, loop.now(), Direction.RECEIVED, by.origin(), lost, heldBy.isKnown()));
        otherEnd.watchRelease(heldBy);
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
        if (SocketWatch.isAvailable() && (sentAnything || otherEnd.isSought())) {
            otherEnd.beforeReset(
                    sentAnything,
                    ending.begin().whenSeen(seen -> loop.execute(() -> resetNow(origin, "", finFirst, seen))));
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
            var heldBy = otherEnd.known(seen.holder());
            var lost = lost(seen, detail);
            recorder.record(new WireEvent.Rst(number, loop.now(), Direction.SENT, origin, lost, heldBy.isKnown()));
            otherEnd.watchRelease(heldBy);
            listener.over(true);
        } catch (IOException failure) {
            recorder.record(new WireEvent.Failed(number, loop.now(), failure));
        }
    }

    private static String lost(SocketWatch.BeforeReset seen, String otherwise) {
        return seen.unsentBytes() == 0 ? otherwise : seen.unsentBytes() + " bytes not yet taken are lost";
    }

    /** Sends a RST when the loop next completes closes, and tells nobody: the peer is being closed. */
    void abandon() throws IOException {
        if (!over) {
            end();
            Hangup.rstLater(channel);
            recorder.record(new WireEvent.Rst(number, loop.now(), Direction.SENT, new Origin.ByClosing(), "", false));
        }
    }
}
