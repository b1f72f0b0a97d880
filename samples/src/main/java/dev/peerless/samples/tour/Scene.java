package dev.peerless.samples.tour;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.ClientPeerSetup;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.peer.PeerSetup;
import java.util.List;
import java.util.function.Supplier;

/**
 * One stop of the tour.
 *
 * @param <P> which kind of peer
 * @param title what is shown
 * @param staged the annotation that stages it in a test
 * @param peer the same as a plan, and begun
 * @param codeUnderTest what is at the other end
 * @param seenBy who says what came of it
 * @param script what the code under test does, and what came of it
 * @param lesson what is to be learned
 */
record Scene<P extends Endpoint>(
        String title,
        String staged,
        Supplier<P> peer,
        String codeUnderTest,
        String seenBy,
        Script<P> script,
        String lesson) {

    /** A client meets a peer. */
    static Scene<Peer> ofClient(String title, String staged, PeerSetup setup, Script<Peer> script, String lesson) {
        return ofClient(title, staged, setup, "What the client sees", script, lesson);
    }

    /** A client meets a peer, and somebody else says what came of it. */
    static Scene<Peer> ofClient(
            String title, String staged, PeerSetup setup, String seenBy, Script<Peer> script, String lesson) {
        return new Scene<>(title, staged, setup.watchReleases(true)::listen, "client", seenBy, script, lesson);
    }

    /** A server meets a client peer. */
    static Scene<ClientPeer> ofServer(
            String title, String staged, ClientPeerSetup setup, Script<ClientPeer> script, String lesson) {
        return new Scene<>(
                title, staged, setup.watchReleases(true)::create, "server", "What the server sees", script, lesson);
    }

    /** Goes through a scene with the code under test. */
    interface Script<P> {
        List<String> play(P peer) throws Exception;
    }
}
