package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.wire.NetstatText;

/** What {@code netstat -an} would show of a peer's connections, where the system shows it, to stand under a transcript. */
final class Netstat {

    private Netstat() {}

    /** Gives the table on lines of its own; nothing if there is no connection in it. */
    static String under(Endpoint peer) {
        return NetstatText.under(peer.netstat());
    }
}
