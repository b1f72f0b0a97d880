package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What client and upstream see of an idle firewall between them. */
class RelayFirewallTest {

    private static final String RESET = "SocketException: Connection reset";

    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = Upstream.listening();
    }

    @AfterEach
    void close() throws IOException {
        upstream.close();
    }

    private Peer firewall(FirewallAction action) {
        return Peer.plan()
                .relayTo(upstream.address())
                .fault(Fault.idleFirewall(Duration.ofMillis(200), action))
                .listen();
    }

    @Test
    void thatDropsIsNoticedByNobody() throws Exception {
        try (var relay = firewall(FirewallAction.DROP);
                var client = RawClient.to(relay);
                var served = upstream.accept()) {
            Wire.await(relay, WireEvent.Vanished.class);

            client.write("lost");
            Upstream.write(served, "lost too");
            Upstream.assertNothingComes(served);
            assertThat(client.readForAMoment()).isEqualTo("Read timed out");
            Wire.awaitReceived(relay, 4);
        }
    }

    @Test
    void thatResetsOnTheNextPacketTellsTheClientAlone() throws Exception {
        try (var relay = firewall(FirewallAction.RESET_ON_NEXT_PACKET);
                var client = RawClient.to(relay);
                var served = upstream.accept()) {
            Wire.await(relay, WireEvent.Vanished.class);
            client.write("lost");

            assertThat(client.read()).isEqualTo(RESET);
            Upstream.assertNothingComes(served);
        }
    }

    @Test
    void thatResetsAtTheTimeoutTellsBothSides() throws Exception {
        try (var relay = firewall(FirewallAction.RESET_AT_TIMEOUT);
                var client = RawClient.to(relay);
                var served = upstream.accept()) {
            assertThat(client.read()).isEqualTo(RESET);
            assertThat(Upstream.read(served)).isEqualTo(RESET);
        }
    }

    @Test
    void thatSendsAFinAtTheTimeoutTellsBothSides() throws Exception {
        try (var relay = firewall(FirewallAction.FIN_AT_TIMEOUT);
                var client = RawClient.to(relay);
                var served = upstream.accept()) {
            assertThat(client.read()).isEqualTo("-1");
            assertThat(Upstream.read(served)).isEqualTo("-1");
        }
    }
}
