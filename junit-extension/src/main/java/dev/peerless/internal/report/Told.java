package dev.peerless.internal.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A test with its outcome, as the report shows it.
 *
 * @param anchor where it stands in the page
 * @param title its class and name
 * @param outcome how it ended
 * @param message why, if it did not pass, else empty
 * @param peers its own peers
 * @param shared the anchors of classes whose peers it uses too
 */
record Told(String anchor, String title, Outcome outcome, String message, List<ToldPeer> peers, List<String> shared) {

    /** One peer with its connections. */
    record ToldPeer(String name, List<Lane> lanes) {}

    static Told of(String anchor, Seen seen, Outcome outcome, String message, List<String> shared) {
        var peers = new ArrayList<ToldPeer>();
        for (var peer : seen.peers()) {
            peers.add(
                    new ToldPeer(peer.name(), Lane.all(anchor + "p" + (peers.size() + 1), peer.transcript(), message)));
        }
        return new Told(anchor, seen.title(), outcome, message, List.copyOf(peers), shared);
    }

    /** Gives the connections on which the failure was decided. */
    List<Lane> deciding() {
        return peers.stream()
                .flatMap(peer -> peer.lanes().stream())
                .filter(Lane::decides)
                .toList();
    }

    /**
     * Gives the connections that a reader wants to see first: those on which a failure was decided or, where it names none,
     * the first that there is.
     */
    List<Lane> shownAtOnce() {
        if (outcome != Outcome.FAILED) {
            return List.of();
        }
        var deciding = deciding();
        return deciding.isEmpty()
                ? peers.stream().flatMap(peer -> peer.lanes().stream()).limit(1).toList()
                : deciding;
    }

    int connections() {
        return (int) peers.stream()
                .flatMap(peer -> peer.lanes().stream())
                .filter(lane -> lane.number() > 0)
                .count();
    }
}
