package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import dev.peerless.wire.Bytes;
import java.io.IOException;

/**
 * Peers that speak when they are asked. Where one spoke at once and was to be reset then, the RST could be there before the
 * client's connect has returned: that fails, and what had been said is never read.
 */
final class Asked {

    private static final String QUESTION = "?";

    private Asked() {}

    static Conversation answering(String answer) {
        return answering(Bytes.utf8(answer));
    }

    static Conversation answering(Bytes answer) {
        return Conversation.replay(Step.await(QUESTION), Step.send(answer));
    }

    static RawClient asking(Peer peer) throws IOException {
        return asking(peer, 0);
    }

    /** Asks with this receive buffer, or the system's choice if it is 0. */
    static RawClient asking(Peer peer, int receiveBuffer) throws IOException {
        var client = RawClient.to(peer.address(), receiveBuffer);
        assertThat(client.write(QUESTION)).isEqualTo("ok");
        return client;
    }
}
