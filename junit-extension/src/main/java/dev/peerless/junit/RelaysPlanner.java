package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

final class RelaysPlanner implements AnnotationPlanner<PeerRelays> {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^:\\[\\]]+)):(\\d{1,5})");

    @Override
    public void plan(PeerRelays annotation, Declaration declaration, PeerPlan.Builder plan) {
        var matcher = HOST_AND_PORT.matcher(annotation.to());
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
        if (port < 1 || port > 65_535) {
            throw declaration.invalid("to", "must be like \"localhost:5432\" or \"[::1]:5432\"");
        }
        var upstream = new InetSocketAddress(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
        if (upstream.isUnresolved()) {
            throw declaration.invalid("to", "must name a host that is known");
        }
        plan.relayTo(upstream);
    }
}
