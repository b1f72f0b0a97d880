package dev.peerless.internal.net;

import dev.peerless.internal.os.LocalSockets;
import dev.peerless.internal.os.SocketWatch;
import dev.peerless.transcript.WireEvent;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The code under test's end of one connection, as its kernel shows it: who holds it, and when it is released. Looked at only
 * where anybody wants to know, and before a RST: once that is out, nobody can tell any more.
 */
final class OtherEnd {

    /** There is none to wait for. */
    static final CompletableFuture<Void> NO_LOOK = CompletableFuture.completedFuture(null);

    private final int number;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final EventLoop loop;
    private final Recorder recorder;
    private final PeerWide peer;
    private final BooleanSupplier isLiving;
    private SocketWatch.Holder holder = SocketWatch.Holder.UNKNOWN;
    private CompletableFuture<Void> look = NO_LOOK;

    /**
     * @param peer tells whether anybody wants to know when it is released
     * @param isLiving tells, to any thread, whether the connection is not over
     */
    OtherEnd(
            int number,
            SocketChannel channel,
            InetSocketAddress remote,
            EventLoop loop,
            Recorder recorder,
            PeerWide peer,
            BooleanSupplier isLiving) {
        this.number = number;
        this.channel = channel;
        this.remote = remote;
        this.loop = loop;
        this.recorder = recorder;
        this.peer = peer;
        this.isLiving = isLiving;
    }

    /** Tells whether anybody wants to know who holds it, and that is not known yet. */
    boolean isSought() {
        return peer.watchesReleases() && SocketWatch.isAvailable() && !holder.isKnown();
    }

    /** Looks who holds it, and then goes on. */
    void seek(Runnable then) {
        var looked = new CompletableFuture<Void>();
        look = looked;
        find(found -> {
            try {
                holder = known(found);
                then.run();
            } finally {
                // Whatever became of it: whoever waits for this must not do so for ever.
                looked.complete(null);
            }
        });
    }

    /** Looks meanwhile who holds it; nobody waits for that. */
    void seekAhead() {
        find(found -> holder = known(found));
    }

    private void find(Consumer<SocketWatch.Holder> then) {
        SocketWatch.findHolder(ours(), remote, isLiving, found -> loop.execute(() -> then.accept(found)));
    }

    /** Completes when the last look is over. */
    CompletableFuture<Void> look() {
        return look;
    }

    /** Nobody need wait for a look any more. */
    void lookNoMore() {
        look.complete(null);
    }

    /** Waits until it has taken what was sent, and looks who holds it if anybody wants to know. */
    void beforeReset(boolean hasSent, SocketWatch.Listener listener) {
        SocketWatch.beforeReset(ours(), remote, hasSent, isSought(), listener);
    }

    /**
     * Has its own machine end it, and hands over on the loop what became of that.
     *
     * @param ours the peer's end, which may be closed meanwhile
     */
    void kill(InetSocketAddress ours, Consumer<LocalSockets.Outcome> then) {
        LocalSockets.kill(remote, ours, outcome -> loop.execute(() -> then.accept(outcome)));
    }

    /** Who holds it, by the look just taken or by one before. */
    SocketWatch.Holder known(SocketWatch.Holder seen) {
        return seen.isKnown() ? seen : holder;
    }

    /** Records when it is released, once the connection is over. */
    void watchRelease(SocketWatch.Holder heldBy) {
        if (heldBy.released()) {
            recordRelease();
        } else {
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

    /** Gives the peer's end. */
    InetSocketAddress ours() {
        return (InetSocketAddress) channel.socket().getLocalSocketAddress();
    }
}
