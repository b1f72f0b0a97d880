package dev.peerless.internal.net;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.Conversing;
import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.PeerPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what speaks on the connections of one peer: a conversation, with the plan's heartbeats beside it and its TLS before it. */
final class Stubs {

    private final EventLoop loop;
    private final List<Heartbeating> heartbeats;
    private final @Nullable DialogueTls tls;

    /**
     * @param tls whether and how the peer speaks TLS
     */
    Stubs(EventLoop loop, PeerPlan plan, @Nullable DialogueTls tls) {
        this.loop = loop;
        this.heartbeats = plan.heartbeats();
        this.tls = tls;
    }

    Backend on(ServedConnection connection, Conversation conversation) {
        var dialogue = Conversing.begin(listening(conversation, connection.number()));
        var sent = here(Heartbeating.Sending.class, connection.number());
        return tls == null
                ? new StubBackend(connection, loop, connection, dialogue, sent)
                : tls.before(connection, loop, line -> new StubBackend(connection, loop, line, dialogue, sent));
    }

    /** What was declared first listens first. */
    private Conversation listening(Conversation conversation, int connection) {
        var answered = here(Heartbeating.Answering.class, connection);
        var listening = conversation;
        for (int i = answered.size() - 1; i >= 0; i--) {
            listening = answered.get(i).before(listening);
        }
        return listening;
    }

    private <H extends Heartbeating> List<H> here(Class<H> kind, int connection) {
        if (heartbeats.isEmpty()) {
            return List.of();
        }
        return heartbeats.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(which -> which.connections().contains(connection))
                .toList();
    }
}
