package dev.peerless.assertions;

import dev.peerless.plan.HttpRequest;
import dev.peerless.plan.HttpRequests;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether one of the JDK's HTTP clients, by its User-Agent, sent a request on a connection that ended before the
 * answer, and then the same on a later one: they repeat requests by themselves.
 */
final class SilentRetry {

    private static final Set<String> REPEATED_BY_HTTP_CLIENT = Set.of("GET", "HEAD");

    private final Map<Integer, Exchange> exchanges = new HashMap<>();
    private final List<Lost> lost = new ArrayList<>();

    private SilentRetry() {}

    /** A request whose connection ended before the answer. */
    private record Lost(int connection, HttpRequest request, Trap trap) {

        /** Tells whether a request that has begun is this one again. */
        boolean isRepeatedBy(HttpRequest other, int on) {
            return on > connection
                    && request.method().equals(other.method())
                    && request.target().equals(other.target())
                    && trap == trapOf(other);
        }
    }

    /** What one connection carried so far. */
    private static final class Exchange {

        private final HttpRequests requests = new HttpRequests();
        private @Nullable HttpRequest unanswered;

        /** Gives the requests that begin in some data. */
        List<HttpRequest> see(Data data) {
            if (data.direction() == Direction.SENT) {
                unanswered = null;
                return List.of();
            }
            try {
                var begun = requests.begunIn(data.payload());
                begun.forEach(request -> unanswered = request);
                return begun;
            } catch (IllegalArgumentException noHttp) {
                unanswered = null;
                return List.of();
            }
        }
    }

    private static @Nullable Trap trapOf(HttpRequest request) {
        var agent = request.header("User-Agent").orElse("");
        if (agent.startsWith("Java-http-client/")) {
            return REPEATED_BY_HTTP_CLIENT.contains(request.method()) ? Trap.HTTP_CLIENT_REPEATS : null;
        }
        return agent.startsWith("Java/") ? Trap.URL_CONNECTION_REPEATS : null;
    }

    static @Nullable Trap trap(Transcript seen) {
        var retry = new SilentRetry();
        for (var event : seen.events()) {
            var trap = retry.see(event);
            if (trap != null) {
                return trap;
            }
        }
        return null;
    }

    private @Nullable Trap see(WireEvent event) {
        var exchange = exchanges.computeIfAbsent(event.connection(), number -> new Exchange());
        if (event instanceof Data data) {
            return repeatedIn(exchange.see(data), data.connection());
        }
        var request = exchange.unanswered;
        if (request != null && PeerEnd.isEnd(event)) {
            var trap = trapOf(request);
            if (trap != null) {
                lost.add(new Lost(event.connection(), request, trap));
            }
        }
        return null;
    }

    private @Nullable Trap repeatedIn(List<HttpRequest> begun, int connection) {
        for (var request : begun) {
            for (var each : lost) {
                if (each.isRepeatedBy(request, connection)) {
                    return each.trap();
                }
            }
        }
        return null;
    }
}
