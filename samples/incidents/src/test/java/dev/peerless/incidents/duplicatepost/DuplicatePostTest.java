package dev.peerless.incidents.duplicatepost;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.incidents.Verdict;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load balancer before the bank is restarted when a payment is booked, and not yet answered. */
class DuplicatePostTest {

    @PeerResets(onDemand = true, connections = "1")
    Peer loadBalancer;

    private Bank bank;

    @BeforeEach
    void standBeforeTheBank() throws IOException {
        bank = new Bank(() -> {
            loadBalancer.connection(1).fire();
            assertThatConnection(loadBalancer.connection(1)).wasReset();
        });
        loadBalancer.relayTo(bank.address());
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void asTheyWereOneCallPaysTwiceAndTellsNobody() throws IOException {
        var payments = new PaymentsAsTheyWere(loadBalancer.uri("/"));

        assertThat(payments.pay("order-1")).isEqualTo("booked");

        assertThat(bank.bookings()).containsExactly("order-1", "order-1");
        assertThatConnection(loadBalancer.connection(1)).receivedContaining("order-1");
        assertThatConnection(loadBalancer.connection(2)).receivedContaining("order-1");
    }

    @Test
    void theGuardFailsForThePaymentsAsTheyWere() throws IOException {
        new PaymentsAsTheyWere(loadBalancer.uri("/")).pay("order-1");

        assertThat(Verdict.of(() -> guard(loadBalancer))).isEqualTo("""
                        Expecting peer on port _ (resets on demand, connection 1)
                        to have been sent POST /payments exactly once,
                        but it was sent 2 times: on #1 at _ ms, on #2 at _ ms.""");
    }

    @Test
    void theFixedPaymentsAskWhatBecameOfTheFirst() throws IOException {
        var payments = new Payments(loadBalancer.uri("/"));

        assertThat(payments.pay("order-1")).isEqualTo("booked");

        guard(loadBalancer);
        assertThat(bank.bookings()).containsExactly("order-1");
        assertThatConnection(loadBalancer.connection(2)).receivedContaining("GET /payments/order-1");
    }

    private static void guard(Peer loadBalancer) {
        assertThatConnections(loadBalancer).sentRequestExactlyOnce("POST", "/payments");
    }
}
