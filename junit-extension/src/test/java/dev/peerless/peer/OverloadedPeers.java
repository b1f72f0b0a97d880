package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import java.io.IOException;
import java.net.SocketException;

/** Peers that serve a few connections at once, and the clients of them. */
final class OverloadedPeers {

    static final String RESET = "SocketException: Connection reset";
    static final String BROKEN_PIPE = "SocketException: Broken pipe";

    private OverloadedPeers() {}

    static Peer echoing(int maxConnections, Excess excess) {
        return Peer.plan()
                .speak(Conversation.echo())
                .fault(Fault.overload(maxConnections, excess))
                .listen();
    }

    /** A client that has been served, so that it has its place. */
    static RawClient served(Peer peer) throws IOException {
        var client = RawClient.to(peer);
        client.assertServed();
        return client;
    }

    /** Comes in excess, and gives what is met first: a reset may strike as early as in {@code connect}. */
    static String met(Peer peer) throws IOException {
        return met(peer, Excess.RESET);
    }

    /** What must come is waited for; what never comes, for a moment only. */
    static String met(Peer peer, Excess excess) throws IOException {
        try (var client = RawClient.to(peer)) {
            return withoutWhere(
                    switch (excess) {
                        case RESET, CLOSE -> client.read();
                        case STALL, LEAVE_IN_QUEUE -> client.readForAMoment();
                    });
        } catch (SocketException reset) {
            return withoutWhere(RawClient.outcome(reset));
        }
    }

    private static String withoutWhere(String outcome) {
        return outcome.replace(" by peer", "");
    }

    /** Ends a connection that was served, both ways. */
    static void leave(RawClient client) throws IOException {
        client.finish();
        assertThat(client.read()).isEqualTo("-1");
        client.close();
    }
}
