package dev.peerless.benchmarks.counterpart;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.peer.PeerSetup;
import java.net.InetSocketAddress;

/** What all is about. */
final class PeerlessCounterpart implements Counterpart {

    private final boolean watchesReleases;

    PeerlessCounterpart(boolean watchesReleases) {
        this.watchesReleases = watchesReleases;
    }

    private PeerSetup plan() {
        return Peer.plan().watchReleases(watchesReleases);
    }

    private static Listening listen(PeerSetup plan) {
        var peer = plan.listen();
        return Listening.on(peer.port(), peer::close);
    }

    @Override
    public Listening endingOnConnect() {
        return listen(plan().fault(Fault.reset(Trigger.onConnect())));
    }

    @Override
    public Listening endingOnRequest() {
        return listen(plan().fault(Fault.reset(Trigger.afterReceiving(1))));
    }

    @Override
    public Listening holding() {
        return listen(plan());
    }

    @Override
    public Listening relaying(InetSocketAddress upstream) {
        return listen(plan().relayTo(upstream));
    }
}
