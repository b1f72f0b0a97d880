package dev.peerless.assertions;

import dev.peerless.plan.HttpRequest;
import dev.peerless.plan.HttpRequests;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether one of the JDK's HTTP clients, by its User-Agent, sent a request on a connection that ended before the
 * answer, and came again: they repeat requests by themselves.
 */
final class SilentRetry {

    private final Map<Integer, Exchange> exchanges = new HashMap<>();
    private @Nullable Trap lost;

    private SilentRetry() {}

    /** What one connection carried so far. */
    private static final class Exchange {

        private final HttpRequests requests = new HttpRequests();
        private @Nullable Trap unanswered;

        void see(Data data) {
            if (data.direction() == Direction.SENT) {
                unanswered = null;
                return;
            }
            try {
                requests.begunIn(data.payload()).forEach(request -> unanswered = of(request));
            } catch (IllegalArgumentException noHttp) {
                unanswered = null;
            }
        }

        private static @Nullable Trap of(HttpRequest request) {
            var agent = request.header("User-Agent").orElse("");
            if (agent.startsWith("Java-http-client/")) {
                return Trap.HTTP_CLIENT_REPEATS;
            }
            return agent.startsWith("Java/") ? Trap.URL_CONNECTION_REPEATS : null;
        }
    }

    static @Nullable Trap trap(Transcript seen) {
        var retry = new SilentRetry();
        for (var event : seen.events()) {
            if (event instanceof Connected && retry.lost != null) {
                return retry.lost;
            }
            retry.see(event);
        }
        return null;
    }

    private void see(WireEvent event) {
        var exchange = exchanges.computeIfAbsent(event.connection(), number -> new Exchange());
        if (event instanceof Data data) {
            exchange.see(data);
        } else if (PeerEnd.isEnd(event) && exchange.unanswered != null) {
            lost = exchange.unanswered;
        }
    }
}
