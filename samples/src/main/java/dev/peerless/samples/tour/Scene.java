package dev.peerless.samples.tour;

import dev.peerless.peer.Peer;
import dev.peerless.peer.PeerSetup;
import java.util.List;

/**
 * One stop of the tour.
 *
 * @param title what is shown
 * @param staged the annotation that stages it in a test
 * @param setup the same as a plan
 * @param seenBy who says what came of it
 * @param script what the client does, and what came of it
 * @param lesson what is to be learned
 */
record Scene(String title, String staged, PeerSetup setup, String seenBy, Script script, String lesson) {

    Scene(String title, String staged, PeerSetup setup, Script script, String lesson) {
        this(title, staged, setup, "What the client sees", script, lesson);
    }

    /** Goes through a scene with a client. */
    interface Script {
        List<String> play(Peer peer) throws Exception;
    }
}
