package lesson13;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.fault.FirewallPreset.AZURE_LOAD_BALANCER;
import static dev.peerless.fault.FirewallPreset.CISCO_ASA;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriceClientTest {

    /** The firewall forgets after an hour, which takes two seconds here. */
    @Test
    @Order(1)
    void aQuestionToAForgottenConnectionFailsInTimeAndTheNextIsAnswered(
            @PeerSpeaks(Prices.class) @FirewallIdleTimeout(preset = CISCO_ASA, compressedBy = 1800, connections = "1")
                    Peer server)
            throws Exception {
        try (var client = new PriceClient(server.address(), ofSeconds(2))) {
            assertThat(client.priceOf("apple")).isEqualTo("2.40");

            assertThatConnection(server.connection(1)) // waits until the firewall has forgotten it
                    .as("the one connection, which the client keeps until the firewall has forgotten it")
                    .vanished();

            assertThatCall(() -> priceOrFailure(client, "pear"))
                    .as("priceOf(\"pear\") after an hour of silence; the client's patience is 2 s")
                    .givesUpWithin(ofSeconds(4));
            assertThatCall(() -> client.priceOf("plum"))
                    .as("priceOf(\"plum\"), the next question")
                    .succeedsWithin(ofSeconds(4))
                    .isEqualTo("2.40");
        }
    }

    /** Probes must start before the most forgetful firewall forgets: this one does after 4 minutes. */
    @Test
    @Order(2)
    void theKernelProbesTheConnectionBeforeTheFirewallForgetsIt(
            @PeerSpeaks(Prices.class) @FirewallIdleTimeout(preset = AZURE_LOAD_BALANCER) Peer server) throws Exception {
        try (var client = new PriceClient(server.address(), ofSeconds(5))) {
            assertThat(client.priceOf("apple")).isEqualTo("2.40");

            assertThatConnection(server)
                    .as(
                            "the client's keep-alive, and a firewall that forgets after 4 minutes: a first probe at half of it")
                    .hasKeepAliveAfterAtMost(ofMinutes(2));
        }
    }

    /** A failure is as good as an answer here, as long as it comes. */
    private static String priceOrFailure(PriceClient client, String article) {
        try {
            return client.priceOf(article);
        } catch (Exception e) {
            return "failed: " + e;
        }
    }
}
