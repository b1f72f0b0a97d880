package dev.peerless.internal.report;

import dev.peerless.transcript.Transcript;
import java.util.List;

/**
 * What a test, or a class with peers of its own, has to show, taken just before its peers are closed.
 *
 * @param id the unique id that JUnit gave it
 * @param title its class and name
 * @param peers its own peers
 * @param shared the ids of the classes around it that have peers too
 */
public record Seen(String id, String title, List<PeerSeen> peers, List<String> shared) {

    /**
     * One peer.
     *
     * @param name what it is and does
     * @param transcript what it saw
     */
    public record PeerSeen(String name, Transcript transcript) {}
}
